import { Button, Page, Segmented, useElderMode, View } from '@miniapp/ui';
import { useMyGrid } from '@miniapp/widgets/my-grid';
import { FeedList } from '../../components/feed-list';
import { FeedMap } from '../../components/feed-map';
import { FeedSearch } from '../../components/feed-search';
import { useFeedFilter } from '../../hooks/use-feed-filter';
import { useNearbyView } from '../../hooks/use-nearby-view';
import './index.scss';

const VIEWS = [
  { value: 'map', text: '地图' },
  { value: 'list', text: '列表' },
] as const;

/** Public cases: on the map, and as a list that holds the same. A desktop shows both at once. */
export default function NearbyPage() {
  const grid = useMyGrid();
  const elder = useElderMode();
  const [filter, change] = useFeedFilter();
  const view = useNearbyView(grid, filter.area);
  const looking = filter.view ?? (elder ? 'list' : 'map');
  const { status, category, words } = filter;
  const query = { ...view.scope, status, category, q: words };
  const narrowed = Boolean(status ?? category ?? words);
  return (
    <Page
      title="附近"
      className={`nearby nearby--${looking}`}
      tools={
        <Button
          kind="ghost"
          size="small"
          icon="locate"
          loading={grid.state === 'locating'}
          onPress={() => {
            grid.locate();
            change({ area: 'around' });
          }}
        >
          我的位置
        </Button>
      }
      aside={
        <FeedList
          key={JSON.stringify(query)}
          query={query}
          enabled={view.centre !== undefined}
          name={view.name}
          onClear={
            narrowed ? () => change({ status: undefined, category: undefined, words: undefined }) : undefined
          }
        />
      }
    >
      <FeedSearch filter={filter} area={view.area} areas={view.options} onChange={change} />
      <View className="nearby__switch">
        <Segmented
          label="怎么看"
          options={VIEWS}
          value={looking}
          onChange={(chosen) => change({ view: chosen })}
        />
      </View>
      <View className="nearby__map">
        {/* Another area is another map: it begins at that area's middle. */}
        <FeedMap key={`${view.area}:${view.centre ? 1 : 0}`} view={view} filter={filter} />
      </View>
    </Page>
  );
}
