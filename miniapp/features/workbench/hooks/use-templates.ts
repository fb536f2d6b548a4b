import { type CaseView } from '@shared/cases/schemas';
import { fillTemplate } from '@shared/templates/fill';
import {
  changeTemplate,
  createTemplate,
  deleteTemplate,
  listTemplates,
  setTemplateFavourite,
} from '@shared/templates/contract';
import {
  type NewTemplate,
  type TemplateAction,
  type TemplateVariant,
  type TemplateView,
} from '@shared/templates/schemas';
import { call, explain, refreshApi, useApi, useUser } from '@miniapp/client';
import { toast } from '@miniapp/ui';
import { useNow } from '@miniapp/widgets/use-now';
import { fillingOf } from '../model/filling';

export interface FilledTemplate extends TemplateView {
  /** Its words for this very case. */
  filled: string;
}

export interface Templates {
  items: FilledTemplate[];
  star: (template: TemplateView) => Promise<void>;
  save: (template: Pick<NewTemplate, 'text' | 'categoryCode'>) => Promise<boolean>;
  change: (template: TemplateView, text: string) => Promise<boolean>;
  drop: (template: TemplateView) => Promise<boolean>;
}

/** Templates for an action on a case, filled in; and what one may do with them. What fails is told in a toast. */
export function useTemplates(view: CaseView, action: TemplateAction, variant?: TemplateVariant): Templates {
  const now = useNow();
  const name = useUser()?.nickname;
  const { data } = useApi(
    listTemplates,
    { query: { action, categoryCode: view.category.code, ...(variant && { variant }) } },
    { holdPrevious: true },
  );
  const filling = fillingOf(view, name, now);
  const done = async (work: () => Promise<unknown>, told?: string): Promise<boolean> => {
    try {
      await work();
      await refreshApi(listTemplates);
      if (told) toast.done(told);
      return true;
    } catch (error) {
      toast.fail(explain(error));
      return false;
    }
  };
  return {
    items: (data?.items ?? []).map((item) => ({ ...item, filled: fillTemplate(item.text, filling) })),
    star: async ({ id, favourite }) => {
      await done(
        () => call(setTemplateFavourite, { params: { id }, body: { on: !favourite } }),
        favourite ? '已取消收藏' : '已收藏，以后排在最前',
      );
    },
    save: (template) =>
      done(
        () => call(createTemplate, { body: { action, ...(variant && { variant }), ...template } }),
        '已存为我的常用语',
      ),
    change: ({ id }, text) => done(() => call(changeTemplate, { params: { id }, body: { text } }), '已改好'),
    drop: ({ id }) => done(() => call(deleteTemplate, { params: { id } }), '已删除'),
  };
}
