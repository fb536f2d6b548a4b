import sharp from 'sharp';

/** A believable street photo drawn at run time: sky, road and something on it, as JPEG bytes. */
export async function drawPhoto(kind: 'before' | 'after', width = 1200, height = 900): Promise<Buffer> {
  const rubbish = Array.from({ length: 26 }, (_, i) => {
    const x = 300 + ((i * 97) % 560);
    const y = 560 + ((i * 53) % 170);
    const hue = (i * 47) % 360;
    return `<ellipse cx="${x}" cy="${y}" rx="${34 + (i % 5) * 9}" ry="${22 + (i % 4) * 7}" fill="hsl(${hue} 22% ${38 + (i % 4) * 9}%)"/>`;
  }).join('');
  const bins = `<rect x="420" y="470" width="120" height="170" rx="10" fill="#2c7a4b"/><rect x="580" y="470" width="120" height="170" rx="10" fill="#35618f"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 900" width="${width}" height="${height}">
    <defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#a9c8e4"/><stop offset="1" stop-color="#e9eef0"/></linearGradient></defs>
    <rect width="1200" height="900" fill="url(#s)"/>
    <rect x="60" y="150" width="420" height="380" fill="#c9b79c"/><rect x="720" y="90" width="420" height="440" fill="#b8a48a"/>
    ${[0, 1, 2, 3].map((i) => `<rect x="${100 + i * 92}" y="200" width="56" height="80" fill="#8fa4b3"/><rect x="${760 + i * 92}" y="150" width="56" height="80" fill="#8fa4b3"/>`).join('')}
    <rect y="530" width="1200" height="370" fill="#8d8f90"/><rect y="520" width="1200" height="26" fill="#bfc1bf"/>
    ${bins}${kind === 'before' ? rubbish : ''}
  </svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
}
