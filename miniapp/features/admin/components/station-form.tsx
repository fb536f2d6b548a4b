import { useState } from 'react';
import { type AreaView } from '@shared/areas/schemas';
import { type PlaceInput } from '@shared/geo/place';
import { type AreaStation, getAreaStation, setAreaStation } from '@shared/stations/contract';
import { ApiProblem, call, explain, refreshApi } from '@miniapp/client';
import { MapView } from '@miniapp/platform/map';
import { Card, CellList, Field, SwitchCell, TextInput, toast, View } from '@miniapp/ui';
import { polygonsOfArea } from '@miniapp/widgets/area-polygons';
import { useUnsaved } from '@miniapp/widgets/use-unsaved';
import { sayMissing } from '@miniapp/widgets/say-missing';
import { stationDraftOf, stationOf, type StationDraft, type StationErrors } from '../model/station-draft';
import { HoursEditor } from './hours-editor';
import { SaveBar } from './save-bar';

interface FormProps {
  area: AreaView;
  stands: AreaStation;
}

/** An area's own party branch and station; what is switched off is the community's. */
export function StationForm({ area, stands }: FormProps) {
  const [draft, setDraft] = useState(() => stationDraftOf(area.code, stands));
  const [saved, setSaved] = useState(draft);
  useUnsaved(draft !== saved);
  const [errors, setErrors] = useState<StationErrors>({});
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    const made = stationOf(draft, stands.version);
    setErrors('errors' in made ? made.errors : {});
    setProblem(undefined);
    if ('errors' in made) return sayMissing();
    setBusy(true);
    try {
      await call(setAreaStation, { params: { code: area.code }, query: {}, body: made.change });
      setSaved(draft);
      toast.done('已保存，居民马上看到');
    } catch (error) {
      const outdated = error instanceof ApiProblem && error.code === 'VERSION_CONFLICT';
      // What was written stays to be read off: fetching what stands now would put it in its place.
      setProblem(outdated ? '别人刚刚改过这里。请返回再进来，看过新的再改。' : explain(error));
      return;
    } finally {
      setBusy(false);
    }
    await refreshApi(getAreaStation);
  };
  const { branch, station } = draft;
  const edit = (part: Partial<StationDraft>) => setDraft((now) => ({ ...now, ...part }));
  const editBranch = (part: Partial<StationDraft['branch']>) =>
    setDraft((now) => ({ ...now, branch: { ...now.branch, ...part } }));
  const editStation = (part: Partial<StationDraft['station']>) =>
    setDraft((now) => ({ ...now, station: { ...now.station, ...part } }));
  return (
    <View className="lx-stack">
      <CellList label="党支部">
        <SwitchCell
          icon="people"
          title={`${area.name}有自己的党支部`}
          note={draft.hasBranch ? undefined : insteadOf(stands.branch, area.code)}
          on={draft.hasBranch}
          onChange={(hasBranch) => edit({ hasBranch })}
        />
      </CellList>
      {draft.hasBranch ? (
        <Card title="党支部">
          <View className="lx-stack">
            <Field label="名称" error={errors['branch.name']} required>
              <TextInput
                initial={branch.name}
                maxLength={40}
                placeholder="如：春和社区第一党支部"
                onChange={(name) => editBranch({ name })}
              />
            </Field>
            <Field
              label="书记"
              hint="写本人愿意公开的称呼，如：李书记"
              error={errors['branch.secretary']}
              optional
            >
              <TextInput
                initial={branch.secretary}
                maxLength={20}
                onChange={(secretary) => editBranch({ secretary })}
              />
            </Field>
            <Field label="地址" error={errors['branch.address']} optional>
              <TextInput
                initial={branch.address}
                maxLength={80}
                onChange={(address) => editBranch({ address })}
              />
            </Field>
            <OnMap
              area={area}
              what="党支部"
              value={branch.place}
              onChange={(place) => editBranch({ place })}
            />
          </View>
        </Card>
      ) : null}
      <CellList label="服务站">
        <SwitchCell
          icon="home"
          title={`${area.name}有自己的服务站`}
          note={draft.hasStation ? undefined : insteadOf(stands.station, area.code)}
          on={draft.hasStation}
          onChange={(hasStation) => edit({ hasStation })}
        />
      </CellList>
      {draft.hasStation ? (
        <>
          <Card title="延时服务站">
            <View className="lx-stack">
              <Field label="名称" error={errors['station.name']} required>
                <TextInput
                  initial={station.name}
                  maxLength={40}
                  placeholder="如：春和社区延时服务站"
                  onChange={(name) => editStation({ name })}
                />
              </Field>
              <Field label="地址" error={errors['station.address']} required>
                <TextInput
                  initial={station.address}
                  maxLength={80}
                  onChange={(address) => editStation({ address })}
                />
              </Field>
              <OnMap
                area={area}
                what="服务站"
                value={station.place}
                onChange={(place) => editStation({ place })}
              />
            </View>
          </Card>
          <Field label="什么时候开门" hint="放假日自动停周一到周五的" error={errors['station.open']} group>
            <HoursEditor value={station.open} onChange={(open) => editStation({ open })} />
          </Field>
        </>
      ) : null}
      <SaveBar busy={busy} problem={problem} onSave={() => void save()} />
    </View>
  );
}

const insteadOf = (
  stands: { name: string; of: { code: string; name: string } } | null,
  code: string,
): string =>
  stands && stands.of.code !== code
    ? `没有的话，居民看到${stands.of.name}的「${stands.name}」`
    : '没有的话，居民看到所在社区的';

interface OnMapProps {
  area: AreaView;
  what: string;
  value: PlaceInput | null;
  onChange: (place: PlaceInput | null) => void;
}

function OnMap({ area, what, value, onChange }: OnMapProps) {
  // Where the map begins; what is chosen moves the pin, not the map under it.
  const [begin] = useState(() => value ?? area.centre);
  return (
    <>
      <CellList label={`${what}的位置`}>
        <SwitchCell
          icon="map-pin"
          title={`在地图上标出${what}`}
          on={value !== null}
          onChange={(on) => onChange(on ? pointOf(begin) : null)}
        />
      </CellList>
      {value ? (
        <MapView
          label={`把地图移到${what}的位置`}
          centre={begin}
          zoom={17}
          height="220px"
          polygons={polygonsOfArea(area, { named: false })}
          onPick={(point) => onChange(pointOf(point))}
        />
      ) : null}
    </>
  );
}

const pointOf = ({ lng, lat }: { lng: number; lat: number }): PlaceInput => ({
  lng,
  lat,
  coordType: 'gcj02',
});
