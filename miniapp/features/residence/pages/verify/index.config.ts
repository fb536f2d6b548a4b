export default definePageConfig({ navigationBarTitleText: '核实住处' });
