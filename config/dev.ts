/** `npm run dev:h5`, `npm run dev:weapp`: the API runs beside it (`npm run dev:api`). */
export default {
  h5: {
    devServer: { port: 10086, open: false, proxy: [{ context: ['/api'], target: 'http://127.0.0.1:8080' }] },
  },
};
