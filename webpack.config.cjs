// What parts that load on demand share goes into a file of its own from 2 kB on (default 20), not into each of them.
module.exports = { optimization: { splitChunks: { minSize: 2000 } } };
