// One file, made small by build:style.
import '../../lib/style.css';
