export default definePageConfig({ navigationBarTitleText: '坝坝会纪要' });
