export default definePageConfig({ navigationBarTitleText: '改日期' });
