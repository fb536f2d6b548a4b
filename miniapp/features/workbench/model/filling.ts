import { type CaseView } from '@shared/cases/schemas';
import { type Filling } from '@shared/templates/fill';
import { friendlyTime } from '@shared/time/shanghai';
import { placeName } from '@miniapp/widgets/case-facts';

/** What a template's gaps are filled with for this case, by this person. */
export function fillingOf(view: CaseView, myName: string | undefined, nowMs: number): Filling {
  return {
    编号: view.number,
    地点: view.addressText ?? placeName(view.area.path),
    类别: view.category.name,
    承诺时间: friendlyTime(Date.parse(view.deadlines.resolveBy), nowMs),
    我的姓名: myName ?? null,
  };
}
