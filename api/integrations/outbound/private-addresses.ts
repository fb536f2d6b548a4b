import { BlockList, isIP } from 'node:net';

/** Networks that are not the open internet (IANA special-purpose registries): nothing of ours may be sent into them. */
const NOT_PUBLIC: readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
];
/** Of IPv6 only global unicast is public, and of that not what wraps or documents other addresses. */
const GLOBAL_UNICAST: [string, number] = ['2000::', 3];
const NOT_PUBLIC_V6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const blocked = new BlockList();
for (const [network, prefix, family] of NOT_PUBLIC) blocked.addSubnet(network, prefix, family);
const publicV6 = new BlockList();
publicV6.addSubnet(...GLOBAL_UNICAST, 'ipv6');
const blockedV6 = new BlockList();
for (const [network, prefix] of NOT_PUBLIC_V6) blockedV6.addSubnet(network, prefix, 'ipv6');

/** Whether an IP address is one that only machines near us can reach. Whatever is no IP address counts as such. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return blocked.check(address, 'ipv4');
  if (family === 6) return !publicV6.check(address, 'ipv6') || blockedV6.check(address, 'ipv6');
  return true;
}
