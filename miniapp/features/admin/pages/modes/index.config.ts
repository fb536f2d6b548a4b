export default definePageConfig({ navigationBarTitleText: '平急状态' });
