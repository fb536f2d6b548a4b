export default definePageConfig({ navigationBarTitleText: '拟定表决' });
