import { useState } from 'react';
import { getArea } from '@shared/areas/contract';
import { ROLE_NAMES, type RoleGrant } from '@shared/auth/roles';
import { type UserView } from '@shared/auth/schemas';
import { listCategories } from '@shared/categories/contract';
import { fileUrl, useApi } from '@miniapp/client';
import { Avatar, Button, Card, Heading, Tag, View } from '@miniapp/ui';
import { BindPhone } from '@miniapp/widgets/bind-phone';
import { MyProfile } from './my-profile';

/** The signed-in person: face, name, masked number and every role with where it holds. */
export function WhoIAm({ user }: { user: UserView }) {
  const [changing, setChanging] = useState<'profile' | 'phone'>();
  const close = (): void => setChanging(undefined);
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
      <View className="lx-row">
        <Button kind="ghost" size="small" icon="pencil" onPress={() => setChanging('profile')}>
          改头像和昵称
        </Button>
        {user.phoneMasked === null ? (
          <Button kind="ghost" size="small" icon="phone" onPress={() => setChanging('phone')}>
            绑定手机号
          </Button>
        ) : null}
      </View>
      {changing === 'profile' ? <MyProfile user={user} onClose={close} /> : null}
      {changing === 'phone' ? (
        <BindPhone
          why="绑定后，办理的人需要时能给您回电，换了手机也能用它登录。"
          onBound={close}
          onClose={close}
        />
      ) : null}
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
