import { plateOf } from './household';

test.each([
  ['3号楼2单元502', '3-2-502'],
  ['３号楼 二单元５０２室', '3-2-502'],
  ['3-2-502', '3-2-502'],
  ['3栋2单元502号', '3-2-502'],
  ['幸福家园3号楼2单元502', '幸福家园3-2-502'],
  ['B座 1203', 'b座-1203'],
  ['  平安里12号 ', '平安里12'],
])('%s is %s', (address, plate) => expect(plateOf(address)).toBe(plate));

test.each([
  ['3号楼2单元502', '3号楼2单元503'],
  ['3号楼25号', '3号楼2单元5号'],
  ['1单元12', '11单元2'],
])('%s is not %s', (one, other) => expect(plateOf(one)).not.toBe(plateOf(other)));
