import { useState } from 'react';
import { type PersonCard } from '@shared/areas/schemas';
import { disclosePost } from '@shared/contacts/contract';
import { hasServicePhone } from '@shared/contacts/rules';
import { call } from '@miniapp/client';
import { Button } from '@miniapp/ui';
import { ensureSignedIn } from '../sign-in';
import { CallSheet, type CallSheetProps } from '.';

/** Whether there is a number of service to ask for now. */
export const canBeCalled = (person: Pick<PersonCard, 'function' | 'phoneMasked'>): boolean =>
  person.phoneMasked !== null && hasServicePhone(person.function);

export interface CallPersonSheetProps {
  person: Pick<PersonCard, 'postId' | 'name' | 'functionName'>;
  areaCode: string;
  instead?: CallSheetProps['instead'];
  onClose: () => void;
}

export function CallPersonSheet({ person, areaCode, instead, onClose }: CallPersonSheetProps) {
  return (
    <CallSheet
      title={`给${person.functionName}${person.name}打电话`}
      whose={person.name}
      purposes={['居民有事联系']}
      ask={(purpose) =>
        call(disclosePost, { params: { code: areaCode, postId: person.postId }, body: { purpose } })
      }
      instead={instead}
      onClose={onClose}
    />
  );
}

export interface CallPersonProps extends Omit<CallPersonSheetProps, 'onClose'> {
  /** Where to come back to after signing in. */
  here: string;
}

/** The button and what it opens; who is not signed in signs in first. */
export function CallPerson({ here, ...sheet }: CallPersonProps) {
  const [open, setOpen] = useState(false);
  const press = async () => {
    if (await ensureSignedIn(here)) setOpen(true);
  };
  return (
    <>
      <Button
        kind="secondary"
        icon="phone"
        block
        label={`给${sheet.person.functionName}${sheet.person.name}打电话`}
        onPress={() => void press()}
      >
        打电话
      </Button>
      {open ? <CallPersonSheet {...sheet} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
