/** The packages of a kernel that decide whether a model can be loaded there, in the form the registry asks for. */
import type { IKernelFacts } from './components/card/contract';

/** Distributions that models are made with; a kernel has hundreds of others that say nothing. */
const TELLING = new Set(
  `scikit-learn numpy scipy pandas polars pyarrow joblib skops cloudpickle xgboost lightgbm catboost statsmodels
   prophet sktime pmdarima imbalanced-learn category-encoders interpret torch torchvision torchaudio torchtext
   lightning pytorch-lightning torch-geometric timm fastai tensorflow tf-keras keras jax flax optax haiku
   transformers tokenizers sentence-transformers diffusers accelerate peft safetensors huggingface-hub datasets
   spacy gensim nltk flair allennlp stanza onnx onnxruntime onnxruntime-gpu openvino tensorrt tflite-runtime
   coremltools paddlepaddle paddlepaddle-gpu mindspore mxnet gluoncv mmcv mmdet mmsegmentation mmpose mmpretrain
   mmengine detectron2 ultralytics segmentation-models-pytorch monai nemo-toolkit speechbrain espnet fairseq
   librosa openai-whisper stable-baselines3 gymnasium ray opencv-python pillow albumentations geopandas rasterio`
    .trim()
    .split(/\s+/)
);

/** `name==version` of the telling packages of a kernel; empty while they are not known. */
export function tellingPackages(facts: IKernelFacts | null): string[] {
  return Object.entries(facts?.packages ?? {})
    .map(([name, version]) => [name.toLowerCase().replace(/[-_.]+/g, '-'), version])
    .filter(([name]) => TELLING.has(name))
    .map(([name, version]) => `${name}==${version}`)
    .sort();
}
