export default definePageConfig({ navigationBarTitleText: '网格拆分与合并' });
