import { getArea } from '@shared/areas/contract';
import { ROLE_NAMES, type RoleGrant } from '@shared/auth/roles';
import { type UserView } from '@shared/auth/schemas';
import { listCategories } from '@shared/categories/contract';
import { fileUrl, useApi } from '@miniapp/client';
import { Avatar, Card, Heading, Tag, View } from '@miniapp/ui';

/** The signed-in person: face, name, masked number and every role with where it holds. */
export function WhoIAm({ user }: { user: UserView }) {
  return (
    <Card label="我是谁">
      <View className="me__who">
        <Avatar name={user.nickname} photo={user.avatarUrl ? fileUrl(user.avatarUrl) : undefined} size={64} />
        <View className="lx-grow">
          <Heading level={2} className="lx-title">
            {user.nickname}
          </Heading>
          <View className="lx-small lx-num">{user.phoneMasked ?? '未绑定手机号'}</View>
        </View>
      </View>
      <View className="me__roles" role="list" label="我的身份">
        {user.roles.map((grant) => (
          <View key={`${grant.role} ${grant.areaCode ?? ''} ${grant.department ?? ''}`} role="listitem">
            <RoleTag grant={grant} />
          </View>
        ))}
      </View>
    </Card>
  );
}

function RoleTag({ grant: { role, areaCode, department } }: { grant: RoleGrant }) {
  const area = useApi(
    getArea,
    { params: { code: areaCode ?? '' } },
    { enabled: areaCode !== undefined, keep: true },
  );
  const catalogue = useApi(listCategories, {}, { enabled: department !== undefined, keep: true });
  const departmentName = catalogue.data?.groups
    .flatMap(({ categories }) => categories)
    .find((category) => category.department === department)?.departmentName;
  const where = [area.data?.name, departmentName].filter(Boolean).join(' ');
  return (
    <Tag
      kind={role === 'party_member' ? 'party' : undefined}
    >{`${ROLE_NAMES[role]}${where ? ` · ${where}` : ''}`}</Tag>
  );
}
