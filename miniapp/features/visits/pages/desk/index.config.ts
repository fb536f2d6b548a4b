export default definePageConfig({ navigationBarTitleText: '辖区的走访' });
