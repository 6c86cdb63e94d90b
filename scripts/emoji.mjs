// Makes src/ui/emoji/{signs,en,zh}.ts from emojibase-data: what people pick, small enough to be loaded on a click. `--check` only compares.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const load = name => require(`emojibase-data/${name}.json`);

/** Emoji of this version or older: every system that is still updated draws them. */
const VERSION = 15;
/** Kinds that nobody looks for in a chat, or that are the flag of a region (made from its code). */
const DROPPED = new Set(
  `hair-style skin-tone keycap av-symbol math punctuation arrow transport-sign geometric time subdivision-flag person-symbol country-flag
   warning gender other-symbol office tool science household mail writing place-religious religion alphanum`.split(
    /\s+/,
  ),
);
const KEPT = new Set([
  '✊',
  '👊',
  '👨',
  '👩',
  '🏠',
  '🎃',
  '🔨',
  '🔧',
  '🧪',
  '🧬',
  '🛒',
  '🧹',
  '🧻',
  '🛁',
  '📌',
  '📎',
  '✂️',
  '📅',
  '📊',
  '📈',
  '📝',
  '✏️',
  '📧',
  '📦',
  '⌛',
  '⏰',
  '🆗',
  '🆘',
  '🆕',
  '🆒',
  '➡️',
  '⬅️',
  '⬆️',
  '⬇️',
  '🔴',
  '🟢',
  '🔵',
  '🟡',
  '⚫',
  '⚪',
  '🙏',
  '❓',
  '❗',
  '✅',
  '❌',
  '☑️',
  '✔️',
  '⚠️',
  '🚫',
  '⛔',
  '🚭',
  '✳️',
  '‼️',
  '⁉️',
  '➕',
  '➖',
  '💲',
  '🌙',
  '⭐',
  '🕌',
  '⛪',
  '♻️',
  '🔇',
  '🔊',
  '🎵',
  '🎶',
]);
/** Of three that differ by a man or a woman, the person; of others that differ in a detail, one. */
const isDouble = ({ emoji, label }) =>
  (emoji.includes('\u200d') && /^(m[ae]n|wom[ae]n)/.test(label)) ||
  /facing right|^(family|couple with heart|kiss): |: |^(waxing|waning) |quarter moon|^deaf |^(man|woman) (in tuxedo|with veil)/.test(
    label,
  );

/** Of several that look much alike, and of those that few would look for, none. */
const DULL =
  /^(oncoming (bus|auto|taxi|police)|(left|right)wards |palm (up|down) hand|mechanical|anatomical|lungs|person (kneeling|standing|with |in (motor|manual|suit|steamy)|cartwheel|playing|juggling|getting|wearing|pouting|feeding)|people (with|wrest)|(woman|women|men|man) (with|and|holding)|pregnant (man|person)|Mx|merm|locked with|closed book|(green|blue|orange) book|bookmark|ledger|page |speaker (low|medium)|fax|pager|trackball|abacus|film frames|optical|computer disk|videocassette|magnifying glass tilted right|diya|yen|euro|pound banknote|chart increasing with|telephone receiver|postal|level |control |muted|bell with|hair pick|military helmet|rescue|prayer|clutch|woman's (sandal|hat)|thong|briefs|one-piece|billed|safety|chess|mirror|nesting|sewing|knot|thread|yarn|slot|mahjong|flower playing|tanabata|pine |carp|wind chime|moon viewing|admission|reminder|military|.*club suit|.*spade suit|.*diamond suit|umbrella on|sun behind (small|large|rain)|cloud with (lightning and|snow|lightning)|new moon face|bellhop|seat$|suspension|mountain (cable|rail)|aerial|railway|wheel$|oil|motorway|bus stop|tram car|monorail|station|light rail|trolley|minibus|articulated|pickup|auto rick|roller skate|manual|motorized|horizontal|construction$|barber|carousel|hot springs|foggy|.*post office|convenience|department|love hotel|derelict|building c|classical|globe with|map of|amphora|jar$|mate$|beverage|tumbler|pouring|custard|shortcake|oden|dango|fish cake|tamale|fondue|shallow|stuffed|falafel|flatbread|canned|pea pod|ginger|chestnut|empty nest|hyacinth|rosette|microbe|worm|cockroach|lady|oyster|coral|seal$|sauropod|goose|black bird|wing$|dodo|feather|badger|skunk|ox$|water buffalo|ewe|ram$|two-hump|bison|moose|orangutan|service dog|front-facing|identification|placard|moai|funeral|headstone|nazar|hamsa|crutch|drop of|x-ray|currency|e-mail|eye in|(left|right) (speech|anger)|hole$|ogre|disguised|dotted|face with (crossed|diagonal|spiral)|head-b|.*cat with wry|.*(maracas|long drum|accordion|banjo|flute)|curling|field hockey|lacrosse|diving|goal|flag in|pool|.*(red|green) paper|.*(softball|rugby)|police car light|new moon|heart (exclamation|decoration)|anger symbol|ear with|hand with (fingers|index)|raised back|pinching|backhand index pointing down|index pointing up$|roll of|broom|battery|biking|.*mountain biking|oncoming|envelope|flying disc|ballet|hiking|flat shoe|high-heeled|goggles|kimono|sari|lab coat|passenger ship|motor boat|small airplane|airplane (dep|arr)|monorail|snow-capped|mount fuji|wood$|hut$|brick|rock$|national park|stadium|desert$|spiral|lotus|sheaf|herb|leaf flutter|olive|tangerine|rice cracker|meat on|cut of|poultry|cooked rice|low battery)/;
/** Words of these many emoji are worth their bytes; the rest are in the names. */
const WORDS = {
  en: `angry bird birthday bug bye celebrate celebration christmas cold cool cry dance dessert dinner drink drunk fruit game gift good goodbye happy hello hi hot hug
    insect kiss laugh like lol love mad money music no ok party plant please pray sad scared sick sleep smile sorry space sport sweet thanks tired travel unhappy vegetable weather win wow yes yum`,
  zh: `开心 高兴 哈哈 笑 哭 伤心 生气 爱 我爱你 喜欢 尴尬 紧张 害怕 惊讶 生病 疲惫 睡觉 晚安 水果 蔬菜 甜点 饮料 运动 音乐 钱 庆祝 生日 派对 节日 天气 旅行 花 鸟 昆虫 心 同意 谢谢 再见 你好 加油 祈祷 赞`,
};

const { subgroups } = load('meta/groups');
const english = load('en/data');
const chinese = new Map(load('zh/data').map(entry => [entry.hexcode, entry]));
const strip = text => text.replaceAll('\ufe0f', '');
const keeps = entry =>
  entry.group !== undefined &&
  entry.group !== 2 &&
  entry.version <= VERSION &&
  (KEPT.has(entry.emoji) || !DROPPED.has(subgroups[entry.subgroup])) &&
  !isDouble(entry) &&
  (KEPT.has(entry.emoji) || !DULL.test(entry.label));
const all = english.filter(keeps).sort((a, b) => a.order - b.order);
const groups = [...new Set(all.map(({ group }) => group))].map(group => all.filter(entry => entry.group === group));
const regions = english
  .filter(({ subgroup }) => subgroups[subgroup] === 'country-flag')
  .sort((a, b) => a.order - b.order)
  .map(({ hexcode }) =>
    hexcode
      .split('-')
      .map(code => String.fromCharCode(parseInt(code, 16) - 0x1f1a5))
      .join(''),
  );

// The picker makes pictures of them by this rule alone.
for (const { emoji } of all) {
  const drawn = strip(emoji).replace(/[^\u200d]/gu, char =>
    /\p{Emoji_Presentation}/u.test(char) ? char : `${char}\ufe0f`,
  );
  if (drawn !== emoji && strip(drawn) !== strip(emoji)) throw new Error(`${emoji} is another one when it is drawn`);
}

const words = language => {
  const wanted = new Set(WORDS[language].split(/\s+/));
  return all
    .map(entry => (language === 'en' ? entry : chinese.get(entry.hexcode)))
    .map(({ label, tags = [] }) => {
      const name = label.replace('’', "'").replace(/[:：].*/, '');
      return [name, ...tags.filter(tag => wanted.has(tag) && !name.includes(tag))].join(',');
    })
    .join('|');
};

const files = {
  signs: `/** The emoji, by group (generated by \`npm run emoji\` from emojibase-data, MIT): without variation selectors, which those need that are text by default. */
export const signs = ${JSON.stringify(groups.map(group => group.map(({ emoji }) => strip(emoji)).join('')))};
/** Regions that have a flag. */
export const regions = '${regions.join('')}';
`,
  en: `/** English names and words of the emoji, in their order (generated by \`npm run emoji\` from emojibase-data, MIT). */
export const words = ${JSON.stringify(words('en'))};
`,
  zh: `/** Chinese names and words of the emoji, in their order (generated by \`npm run emoji\` from emojibase-data, MIT). */
export const words = ${JSON.stringify(words('zh'))};
`,
};

const check = process.argv.includes('--check');
const stale = [];
for (const [name, text] of Object.entries(files)) {
  const path = join(root, `src/ui/emoji/${name}.ts`);
  const content = execFileSync(
    process.execPath,
    [join(root, 'node_modules/prettier/bin/prettier.cjs'), '--stdin-filepath', path],
    {
      input: text,
      encoding: 'utf8',
      cwd: root,
    },
  );
  if (existsSync(path) && readFileSync(path, 'utf8') === content) continue;
  stale.push(`src/ui/emoji/${name}.ts`);
  if (!check) writeFileSync(path, content);
}
if (check && stale.length) {
  console.error(`Stale: ${stale.join(', ')}. Run "npm run emoji" and commit the result.`);
  process.exit(1);
}
console.log(
  stale.length ? `wrote ${stale.join(', ')}` : `${all.length} emoji and ${regions.length} flags, nothing stale`,
);
