/** What is said whatever the category. Same slots as the scripts. */
export const VERIFY_PASS = [
  '到现场看过，问题已经解决。',
  '现场核实属实，处理到位。',
  '打电话问了反映的居民，说已经好了。',
  '去看了，照片和现场一致，通过。',
  '核实无误。',
  '和楼栋长一起去看的，没有反复。',
] as const;

export const VERIFY_FAIL = [
  '去看了，只处理了一半，还有一处没弄，请继续。',
  '现场又出现了，说明没有处理彻底。',
  '居民反映还是老样子，请再跑一趟。',
] as const;

export const AGAIN_PROGRESS = [
  '又去了一趟，漏掉的那处今天补上。',
  '第二次到现场，找到了根子，换个办法处理。',
] as const;

export const AGAIN_REPLIES = [
  '上次没处理彻底，抱歉。这次全部弄好了，请您再看看。',
  '已经返工，连旁边相同的问题一起处理了。',
] as const;

export const INTERNAL_NOTES = [
  '内部备注：当事人情绪比较激动，上门请两个人一起去。',
  '内部备注：这户上个月也反映过类似问题，留意反复。',
  '内部备注：涉及产权单位，先按能做的做。',
] as const;

export const DISPATCH_WORDS = [
  '请到现场看一下，按时限办结并答复居民。',
  '居民催得比较急，请先电话联系反映人。',
] as const;

export const SUPPLEMENTS = [
  '补充一下，今天早上又出现了。',
  '刚又去看了，比昨天更严重了一点。',
  '忘了说，是靠东边那一侧。',
  '白天找不到人，晚上七点以后都在。',
  '谢谢回复，我拍了一张近一点的。',
] as const;

export const WITHDRAW_REASONS = [
  '已经自己解决了，不用来了',
  '和邻居说开了',
  '重复报了',
  '看错了，不是我们这边的',
  '',
] as const;

export const GOOD_WORDS = [
  '很快，上午报的下午就有人来了，点赞',
  '处理得很好，谢谢网格员',
  '满意',
  '小伙子很耐心，跑了两趟，辛苦了',
  '没想到真的有人管，给个五星',
  '解决了，还专门打电话回访，挺暖心的',
  '比打电话快多了',
  '态度好，讲得清楚',
  '',
  '',
  '',
  '',
] as const;

export const FAIR_WORDS = [
  '处理了，就是等得有点久',
  '暂时好了，看过几天会不会又这样',
  '解决了一部分，希望能有长期的办法',
  '还行吧',
  '',
  '',
] as const;

export const BAD_WORDS = [
  '只是来拍了个照就走了，问题还在',
  '说好第二天来，拖了好几天',
  '又反复了，治标不治本',
  '没解决',
] as const;

export const PARTLY_REPLIES = [
  '能马上办的已经办了，剩下的要等配件，估计一周内到，到了第一时间来装。',
  '已经处理了大部分，还有一处涉及产权单位，正在催。',
  '眼下先采取了临时措施，彻底解决要等年底改造，进展会告诉您。',
] as const;

export const EXPLAINED_REPLIES = [
  '到现场了解过，情况和您说的有些出入，已经当面向双方解释清楚。',
  '这件事按规定暂时不能这样办，我把政策打印好送到您家了，有疑问随时找我。',
  '查过了，属于正常施工，工期到月底，已请他们避开午休时间。',
] as const;
