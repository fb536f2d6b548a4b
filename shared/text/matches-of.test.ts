import fc from 'fast-check';
import { matchesOf } from './matches-of';

test.each(['a(b)?', '', '[^a]*', '(?:)'])('finds what matchAll finds: /%s/g', (source) => {
  const pattern = new RegExp(source, 'g');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c') }), (text) => {
      expect(matchesOf(text, pattern).map((match) => [match.index, ...match])).toEqual(
        [...text.matchAll(pattern)].map((match) => [match.index, ...match]),
      );
    }),
  );
});
