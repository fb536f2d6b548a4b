/** What is shipped: no source maps in the packages. */
export default {
  mini: { enableSourceMap: false },
  h5: { enableSourceMap: false },
};
