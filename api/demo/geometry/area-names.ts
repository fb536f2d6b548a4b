const cityName = '云澜市';
const districtNames = ['望澄区', '云汀区', '晴川湾区', '鹭洲区', '松漪区', '星桥区', '临漪区', '芦洲区'];
const streetFirst = [...'澄枫鹭云松星荷岚'];
const streetSecond = [...'湖桥汀溪岭洲湾坪'];
const communityFirst = [...'桂柳荷竹梅枫桐棠榆兰菊杏枣槐橘樱樟梨菱莲苇桑桃柏'];
const communitySecond = [...'苑溪塘桥湾坊亭岭港巷园岸'];

/** The i-th of first × second, walking diagonally so that neighbours differ in both; numbered when used up. */
function combine(first: string[], second: string[], i: number): string {
  const turn = Math.floor(i / (first.length * second.length));
  const a = i % first.length;
  const b = (i + Math.floor(i / first.length)) % second.length;
  return `${first[a]}${second[b]}${turn > 0 ? turn + 1 : ''}`;
}

/** Names of a city that does not exist. Ordinals count from 0 over the whole city. */
export const areaNames = {
  city: cityName,
  district: (ordinal: number): string => districtNames[ordinal] ?? `云澜${ordinal + 1}区`,
  street: (ordinal: number, rural: boolean): string =>
    `${combine(streetFirst, streetSecond, ordinal)}${rural ? '镇' : '街道'}`,
  community: (ordinal: number, rural: boolean): string =>
    `${combine(communityFirst, communitySecond, ordinal)}${rural ? '村' : '社区'}`,
  grid: (community: string, number: number): string => `${community}第${number}网格`,
  microgrid: (number: number): string => `${number}号楼`,
};
