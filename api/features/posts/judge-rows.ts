import { POST_FUNCTION_NAMES } from '@shared/areas/levels';
import type { PostImportReport } from '@shared/posts/contract';
import { termInWords } from '@shared/posts/terms';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { maskPhone } from '@api/integrations/sms';
import { type PostDoc, postsOf } from '../areas';
import { usersByPhone } from '../auth';
import { type AcceptedRow, newPostId } from './post-import.model';
import type { PeopleSheet, PersonRow } from './read-people';

const BATCH = 500;

export interface Judged {
  accepted: { row: AcceptedRow; change: PostImportReport['rows'][number]['change']; areaName: string }[];
  rejected: PeopleSheet['rejected'];
}

/** Posts of the grids that a sheet names. */
async function postsIn({ db }: Pick<Deps, 'db'>, codes: string[]): Promise<Map<string, PostDoc[]>> {
  const byArea = new Map<string, PostDoc[]>();
  for (let i = 0; i < codes.length; i += BATCH) {
    const posts = await postsOf(db)
      .find({ areaCode: { $in: codes.slice(i, i + BATCH) } })
      .lean<PostDoc[]>();
    for (const post of posts) byArea.set(post.areaCode, [...(byArea.get(post.areaCode) ?? []), post]);
  }
  return byArea;
}

/** The post there already is for a line: of the same person, or of that name where nobody signs in for it. */
function knownPost(posts: readonly PostDoc[], row: PersonRow, userId: string | undefined, id: string) {
  const same = posts.filter((post) => post.function === row.function);
  return (
    same.find((post) => post._id === id) ??
    same.find((post) => userId !== undefined && post.userId === userId) ??
    same.find((post) => post.userId === null && post.name === row.name)
  );
}

const isSame = (post: PostDoc, row: PersonRow, userId: string | undefined) =>
  post.active &&
  post.name === row.name &&
  (row.phone === undefined || (userId !== undefined && post.userId === userId)) &&
  (post.from ?? undefined) === row.from &&
  (post.until ?? undefined) === row.until &&
  (row.duties === undefined || row.duties === post.duties) &&
  (row.officeHours === undefined || row.officeHours === post.officeHours) &&
  (row.languages === undefined || row.languages.join() === post.languages.join());

/** What each line would do, and which may not. Writes nothing. */
export async function judgeRows(deps: Deps, actor: Actor, { rows, rejected }: PeopleSheet): Promise<Judged> {
  const index = deps.routing.current();
  const posts = await postsIn(deps, [...new Set(rows.map(({ code }) => code))]);
  const users = await usersByPhone(
    deps,
    rows.flatMap(({ phone }) => phone ?? []),
  );
  const seen = new Map<string, number>();
  const judged: Judged = { accepted: [], rejected: [...rejected] };
  for (const row of rows) {
    const path = index.pathOf(row.code).map(({ code }) => code);
    const who = row.phone ?? row.name;
    const id = newPostId(row.code, row.function, deps.fieldCrypto.blindIndex(`post:${who}`));
    const refuse = (reason: string) => judged.rejected.push({ line: row.line, reason });
    const again = seen.get(id);
    seen.set(id, row.line);
    const userId = row.phone === undefined ? undefined : users.get(row.phone);
    if (path.length === 0) refuse(`没有网格 ${row.code}`);
    else if (!holdsIn(actor, 'admin', path)) refuse(`网格 ${row.code} 不在您的辖区`);
    else if (again !== undefined) refuse(`和第 ${again} 行是同一个人、同一个岗位`);
    else {
      const known = knownPost(posts.get(row.code) ?? [], row, userId, id);
      judged.accepted.push({
        areaName: index.node(row.code)?.name ?? row.code,
        change: !known ? 'create' : isSame(known, row, userId) ? 'same' : 'update',
        row: {
          line: row.line,
          postId: known?._id ?? id,
          areaCode: row.code,
          function: row.function,
          name: row.name,
          phoneSealed: row.phone === undefined ? null : deps.fieldCrypto.encrypt(row.phone),
          phoneMasked: row.phone === undefined ? null : maskPhone(row.phone),
          from: row.from ?? null,
          until: row.until ?? null,
          ...(row.duties !== undefined && { duties: row.duties }),
          ...(row.officeHours !== undefined && { officeHours: row.officeHours }),
          ...(row.languages !== undefined && { languages: row.languages }),
        },
      });
    }
  }
  return judged;
}

/** As the admin reads it: no number in full. */
export function reportOf(
  { accepted, rejected }: Judged,
  listed: number,
): Omit<PostImportReport, 'dryRun' | 'applied'> {
  const count = (wanted: string) => accepted.filter(({ change }) => change === wanted).length;
  return {
    counts: {
      created: count('create'),
      updated: count('update'),
      unchanged: count('same'),
      rejected: rejected.length,
    },
    rows: accepted.slice(0, listed).map(({ change, areaName, row }) => ({
      line: row.line,
      change,
      areaName,
      functionName: POST_FUNCTION_NAMES[row.function],
      name: row.name,
      phoneMasked: row.phoneMasked,
      term: termInWords(row),
    })),
    rejected: [...rejected].sort((a, b) => a.line - b.line).slice(0, listed),
  };
}
