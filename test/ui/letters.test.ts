import { expect } from '@open-wc/testing';
import { byLetter, collator, letterOf } from '../../src/ui/letters.js';

const letters = (names: string) => [...names].map(letterOf).join('');

describe('letters', () => {
  it('files Latin names under their letter, without accents', () => {
    expect(['ada', 'Émile', 'Øre', 'Žofie', 'ﬁn', 'Ångström'].map(letterOf).join('')).to.match(/^AE.ZFA$/);
  });

  it('files Chinese names under their pinyin letter, for every letter there is [J2]', () => {
    expect(letters('安白陈丁鄂方高何江柯李马倪欧潘秦任孙唐吴谢杨张')).to.equal('ABCDEFGHJKLMNOPQRSTWXYZ');
    expect(letters('刘马欧梁罗吕龙雷黎')).to.equal('LMOLLLLLL');
    expect(letters('阿啊帀做八扒擦搭妸发嘎哈丌讥喀垃妈拏哪噢喔趴七然三他屲夕压匝')).to.equal(
      'AAZZBBCDEFGHJJKLMNNOOPQRSTWXYZ',
    );
  });

  it('knows the surnames that are read otherwise', () => {
    expect(letters('曾单單仇解查区區繁覃翟乐樂秘种折召祭郇乜')).to.equal('ZSSQXZOOPQZYYBCSSZXN');
    expect(
      ['曾国藩', '单田芳', '仇英', '解缙', '尉迟恭', '万俟卨', '单于', '澹台灭明', '万达'].map(letterOf).join(''),
    ).to.equal('ZSQXYMCTW');
  });

  it('files other scripts under their own letter, and what has none under #', () => {
    expect(['Иван', 'أمل', '한', 'やまだ'].map(letterOf)).to.deep.equal([
      'И',
      'أ'.normalize('NFKD')[0],
      '한'.normalize('NFKD')[0],
      'や',
    ]);
    expect(['7even', '_x', '🎉', ''].map(letterOf)).to.deep.equal(['#', '#', '#', '#']);
  });

  it('orders sections: pinned, Latin, others, # at the end', () => {
    expect(['#', 'Z', 'И', '', 'A'].sort(byLetter)).to.deep.equal(['', 'A', 'Z', 'И', '#']);
    expect(['User 10', 'User 9'].sort(collator.compare)).to.deep.equal(['User 9', 'User 10']);
  });
});
