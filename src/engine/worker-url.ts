// A module of its own so that naming the worker's file stays out of the first bundle and out of Node tests.
export { default } from '../../workers/engine.ts?worker&url';
