import type { routingRows } from './matrix-routing';

const NOBODYS = 'f'.repeat(24);
const WORDS = { title: '小区要不要装充电桩', background: '电动车越来越多，充电的地方不够' };
const PLAN = {
  discussUntil: '2026-12-20T00:00:00Z',
  decideUntil: '2026-12-30T00:00:00Z',
  executeUntil: '2027-01-20T00:00:00Z',
  evaluateUntil: '2027-02-20T00:00:00Z',
};

const MEETING = {
  start: '2026-12-20T01:00:00Z',
  end: '2026-12-20T02:00:00Z',
  placeText: '三号楼前的坝子',
  seats: 30,
  agenda: '充电棚建在哪一边',
};

/** Rows of topics: read by all; raised by who lives there and by desks; led by the desk of the place. */
export function topicRows({
  read,
  write,
  all,
  but,
  world,
}: Parameters<typeof routingRows>[0]): ReturnType<typeof routingRows> {
  const nobody = { anonymous: 401 };
  const signedIn = (status: number) => but(status, nobody);
  const leaders = (here: number, elsewhere = here) =>
    but(403, { ...nobody, dispatcher: here, admin: here, foreign: elsewhere });
  const one = `/topics/${NOBODYS}`;
  const item = `${one}/care/${NOBODYS}`;
  const meeting = `${one}/meetings/${NOBODYS}`;
  const nothing = () => undefined;
  return {
    listTopics: [
      ['of an area', all(200), read(() => `/topics?area=${world().home.grids[0]}`)],
      ['of no area that there is', all(404), read(() => '/topics?area=1111')],
      [
        'that wait to be judged',
        but(403, { dispatcher: 200, admin: 200, foreign: 200 }),
        read(() => '/topics?waiting=1'),
      ],
    ],
    listSimilarTopics: [
      [
        '',
        all(200),
        read(() => `/topics/similar?area=${world().home.grids[0]}&text=${encodeURIComponent('充电桩')}`),
      ],
    ],
    listMyTopics: [['', signedIn(200), read(() => '/me/topics')]],
    createTopic: [
      [
        'where none of them lives',
        signedIn(403),
        write(
          'POST',
          () => '/topics',
          () => ({ ...WORDS, areaCode: world().away.grids[0] }),
        ),
      ],
      [
        'by the desk of the community',
        but(403, { ...nobody, dispatcher: 201, admin: 201 }),
        write(
          'POST',
          () => '/topics',
          () => ({ ...WORDS, areaCode: world().home.community, official: true }),
        ),
      ],
    ],
    getTopic: [['that is not there', all(404), read(() => one)]],
    secondTopic: [['that is not there', signedIn(404), write('POST', () => `${one}/second`, nothing)]],
    moveTopic: [
      [
        'that is not there',
        leaders(404),
        write(
          'POST',
          () => `${one}/phase`,
          () => ({ to: 'declined', reason: '不属于这里' }),
        ),
      ],
    ],
    replanTopic: [
      [
        'that is not there',
        leaders(404),
        write(
          'PUT',
          () => `${one}/plan`,
          () => ({ plan: PLAN, reason: '大家没空', version: 1 }),
        ),
      ],
    ],
    addTopicTask: [
      [
        'of one that is not there',
        leaders(404),
        write(
          'POST',
          () => `${one}/tasks`,
          () => ({ text: '装充电桩', categoryCode: 'GY-0102', gridCode: world().home.grids[0] }),
        ),
      ],
    ],
    evaluateTopic: [
      [
        'that is not there',
        signedIn(404),
        write(
          'POST',
          () => `${one}/evaluation`,
          () => ({ done: 'yes', score: 5 }),
        ),
      ],
    ],
    listMeetings: [['of a topic that is not there', all(404), read(() => `${one}/meetings`)]],
    createMeeting: [
      [
        'of a topic that is not there',
        leaders(404),
        write(
          'POST',
          () => `${one}/meetings`,
          () => MEETING,
        ),
      ],
    ],
    changeMeeting: [
      [
        'that is not there',
        leaders(404),
        write(
          'PUT',
          () => meeting,
          () => ({ ...MEETING, reason: '下雨改期' }),
        ),
      ],
    ],
    cancelMeeting: [
      [
        'that is not there',
        leaders(404),
        write(
          'POST',
          () => `${meeting}/cancel`,
          () => ({ reason: '下雨不开' }),
        ),
      ],
    ],
    takeMeetingSeat: [['that is not there', signedIn(404), write('PUT', () => `${meeting}/seat`, nothing)]],
    leaveMeetingSeat: [
      ['that is not there', signedIn(404), write('DELETE', () => `${meeting}/seat`, nothing)],
    ],
    getMeetingCodes: [['that is not there', leaders(404), read(() => `${meeting}/codes`)]],
    checkInMeeting: [
      [
        'that is not there',
        signedIn(404),
        write(
          'POST',
          () => `${meeting}/checkin`,
          () => ({ code: '123456' }),
        ),
      ],
    ],
    writeMinutes: [
      [
        'that is not there',
        leaders(404),
        write(
          'PUT',
          () => `${meeting}/minutes`,
          () => ({ text: '大家同意建在北侧的空地' }),
        ),
      ],
    ],
    listMeetingPeople: [['that is not there', leaders(404), read(() => `${meeting}/people`)]],
    meetingCalendar: [['that is not there', all(404), read(() => `${meeting}/calendar.ics`)]],
    listStatements: [['of one that is not there', all(404), read(() => `${one}/statements`)]],
    addStatement: [
      [
        'of one that is not there',
        signedIn(404),
        write(
          'POST',
          () => `${one}/statements`,
          () => ({ text: '应该装在外面' }),
        ),
      ],
    ],
    changeStatement: [
      [
        'of one that is not there',
        signedIn(404),
        write(
          'PUT',
          () => `${one}/statements/${NOBODYS}`,
          () => ({ text: '应该装在外面' }),
        ),
      ],
    ],
    withdrawStatement: [
      [
        'of one that is not there',
        signedIn(404),
        write('DELETE', () => `${one}/statements/${NOBODYS}`, nothing),
      ],
    ],
    giveOpinion: [
      [
        'of one that is not there',
        signedIn(404),
        write(
          'PUT',
          () => `${one}/statements/${NOBODYS}/opinion`,
          () => ({ opinion: 'agree' }),
        ),
      ],
    ],
    listComments: [['of one that is not there', all(404), read(() => `${one}/comments`)]],
    addComment: [
      [
        'of one that is not there',
        signedIn(404),
        write(
          'POST',
          () => `${one}/comments`,
          () => ({ text: '支持' }),
        ),
      ],
    ],
    deleteComment: [
      [
        'of one that is not there',
        signedIn(404),
        write('DELETE', () => `${one}/comments/${NOBODYS}`, nothing),
      ],
    ],
    getOwnContributions: [['of one that is not there', signedIn(404), read(() => `${one}/mine`)]],
    listCaredItems: [['of one that is not there', leaders(404), read(() => `${one}/care`)]],
    removeItem: [
      [
        'of one that is not there',
        leaders(404),
        write(
          'POST',
          () => `${item}/removal`,
          () => ({ reason: '涉及隐私' }),
        ),
      ],
    ],
    decideItem: [
      [
        'of one that is not there',
        leaders(404),
        write(
          'POST',
          () => `${item}/decision`,
          () => ({ show: true, text: '没有问题' }),
        ),
      ],
    ],
    appealItem: [
      [
        'of one that is not there',
        signedIn(404),
        write(
          'POST',
          () => `${item}/appeal`,
          () => ({ text: '请再看看' }),
        ),
      ],
    ],
  };
}
