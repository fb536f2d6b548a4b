import type { Sample } from './samples';
import type { World } from './world';

const NOBODYS = 'f'.repeat(24);
const plan = {
  discussUntil: '2026-12-20T00:00:00Z',
  decideUntil: '2026-12-30T00:00:00Z',
  executeUntil: '2027-01-20T00:00:00Z',
  evaluateUntil: '2027-02-20T00:00:00Z',
};

const SEQ = Buffer.from('5').toString('base64url');
const MEETING = {
  start: '2026-12-20T01:00:00Z',
  end: '2026-12-20T02:00:00Z',
  placeText: '三号楼前的坝子',
  seats: 30,
  agenda: '充电棚建在哪一边',
};

/** Samples of topics; those that change one are of one that is not there, so that nothing they say is ever right. */
export function topicSamples({ home, people }: World): Record<string, Sample[]> {
  const { token } = people.dispatcher;
  const resident = people.reporter.token;
  const one = `/topics/${NOBODYS}`;
  const statement = `${one}/statements/${NOBODYS}`;
  const item = `${one}/care/${NOBODYS}`;
  const meeting = `${one}/meetings/${NOBODYS}`;
  const page = `limit=5&cursor=${Buffer.from(NOBODYS).toString('base64url')}`;
  return {
    listTopics: [{ path: '/topics', query: `area=${home.grids[0]}&phase=raise&ended=0&${page}` }],
    listSimilarTopics: [
      { path: '/topics/similar', query: `area=${home.grids[0]}&text=${encodeURIComponent('充电桩')}` },
    ],
    listMyTopics: [{ path: '/me/topics', query: page, token }],
    createTopic: [
      {
        path: '/topics',
        token: resident,
        body: {
          areaCode: home.grids[0],
          title: '小区要不要装充电桩',
          background: '电动车越来越多，充电的地方不够',
          placeText: '三号楼',
          uploadIds: [],
          official: false,
        },
      },
      {
        path: '/topics',
        token,
        body: {
          areaCode: home.community,
          title: '小区要不要装充电桩',
          background: '电动车越来越多，充电的地方不够',
          caseId: NOBODYS,
        },
      },
    ],
    getTopic: [{ path: one }],
    secondTopic: [{ path: `${one}/second`, token: resident }],
    moveTopic: [
      { path: `${one}/phase`, token, body: { to: 'discuss', reason: '大家都关心', plan, version: 1 } },
    ],
    replanTopic: [{ path: `${one}/plan`, token, body: { plan, reason: '大家没空', version: 1 } }],
    addTopicTask: [
      {
        path: `${one}/tasks`,
        token,
        body: { text: '装充电桩', categoryCode: 'GY-0102', gridCode: home.grids[0] },
      },
    ],
    evaluateTopic: [
      { path: `${one}/evaluation`, token: resident, body: { done: 'yes', score: 5, text: '很好' } },
    ],
    listMeetings: [{ path: `${one}/meetings` }],
    createMeeting: [{ path: `${one}/meetings`, token, body: MEETING }],
    changeMeeting: [{ path: meeting, token, body: { ...MEETING, reason: '下雨改期' } }],
    cancelMeeting: [{ path: `${meeting}/cancel`, token, body: { reason: '下雨不开' } }],
    takeMeetingSeat: [{ path: `${meeting}/seat`, token: resident }],
    leaveMeetingSeat: [{ path: `${meeting}/seat`, token: resident }],
    getMeetingCodes: [{ path: `${meeting}/codes`, token }],
    checkInMeeting: [
      {
        path: `${meeting}/checkin`,
        token: resident,
        body: { code: '123456', capturedAt: '2026-12-20T00:00:00Z' },
      },
    ],
    writeMinutes: [
      { path: `${meeting}/minutes`, token, body: { text: '大家同意建在北侧的空地', uploadIds: [] } },
    ],
    listMeetingPeople: [{ path: `${meeting}/people`, query: `limit=5&cursor=${SEQ}`, token }],
    meetingCalendar: [{ path: `${meeting}/calendar.ics` }],
    listStatements: [{ path: `${one}/statements`, query: page }],
    addStatement: [{ path: `${one}/statements`, token: resident, body: { text: '应该装在外面' } }],
    changeStatement: [{ path: statement, token: resident, body: { text: '应该装在外面' } }],
    withdrawStatement: [{ path: statement, token: resident }],
    giveOpinion: [{ path: `${statement}/opinion`, token: resident, body: { opinion: 'agree' } }],
    listComments: [{ path: `${one}/comments`, query: page }],
    addComment: [{ path: `${one}/comments`, token: resident, body: { text: '支持', replyTo: NOBODYS } }],
    deleteComment: [{ path: `${one}/comments/${NOBODYS}`, token: resident }],
    getOwnContributions: [{ path: `${one}/mine`, token: resident }],
    listCaredItems: [{ path: `${one}/care`, token }],
    removeItem: [{ path: `${item}/removal`, token, body: { reason: '涉及隐私' } }],
    decideItem: [{ path: `${item}/decision`, token, body: { show: true, text: '没有问题' } }],
    appealItem: [{ path: `${item}/appeal`, token: resident, body: { text: '请再看看' } }],
  };
}
