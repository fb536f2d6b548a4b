import syllables from './data/pinyin-syllables.json';

/** Residents type by pinyin and by ear, so zh/z, ch/c, sh/s, l/n and -ng/-n are taken as one sound. */
function blur(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^l/, 'n')
    .replace(/ng$/, 'n');
}

const sounds = new Map<string, string>();
for (const [syllable, characters] of Object.entries(syllables)) {
  const sound = blur(syllable);
  for (const character of characters) sounds.set(character, sound);
}

/**
 * The blurred, toneless Mandarin sound of a character in its commonest reading.
 * @returns undefined for what is no common Chinese character
 */
export function soundOf(character: string): string | undefined {
  return sounds.get(character);
}
