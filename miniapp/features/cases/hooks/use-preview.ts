import { previewRouting } from '@shared/cases/preview-contract';
import { useApi } from '@miniapp/client';
import { useDebounced } from './use-debounced';
import { type CategoryChoice } from './use-category';
import { type Report } from './use-report';

const STILL_MS = 800;

/** Who would get the report as it stands, once there are words and a place. */
export function usePreview({ form }: Pick<Report, 'form'>, { code }: Pick<CategoryChoice, 'code'>) {
  const { place, onBehalfOf } = form;
  const text = useDebounced(form.text.trim(), STILL_MS).slice(0, 2000);
  const known = place !== undefined && text.length >= 2;
  return useApi(
    previewRouting,
    {
      body: {
        text: known ? text : '……',
        categoryCode: code,
        place: place ?? { lng: 0, lat: 0 },
        onBehalf: onBehalfOf !== undefined,
      },
    },
    { enabled: known, holdPrevious: true, staleMs: 60_000 },
  );
}
