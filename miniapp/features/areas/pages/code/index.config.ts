export default definePageConfig({ navigationBarTitleText: '这里的网格' });
