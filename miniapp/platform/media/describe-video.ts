export interface VideoFacts {
  /** 0 where the browser cannot read it: the server has the last word. */
  seconds: number;
  /** Object URL of a picture out of it. */
  poster?: string;
}

const POSTER_WIDTH = 480;
/** Some browsers never answer for a film they cannot decode. */
const PATIENCE_MS = 4000;

function draw(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = POSTER_WIDTH;
  canvas.height = Math.round((POSTER_WIDTH * video.videoHeight) / video.videoWidth);
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8));
}

/** How long a film is, and its first picture, as far as this browser can tell. */
export async function describeVideo(file: Blob): Promise<VideoFacts> {
  const video = document.createElement('video');
  const url = URL.createObjectURL(file);
  video.muted = true;
  video.playsInline = true;
  video.preload = 'auto';
  const loaded = await new Promise<boolean>((resolve) => {
    video.onloadeddata = () => resolve(true);
    video.onerror = () => resolve(false);
    setTimeout(() => resolve(false), PATIENCE_MS);
    video.src = url;
  });
  const seconds = Number.isFinite(video.duration) ? video.duration : 0;
  const picture = loaded && video.videoWidth > 0 ? await draw(video) : null;
  video.removeAttribute('src');
  URL.revokeObjectURL(url);
  return { seconds, ...(picture && { poster: URL.createObjectURL(picture) }) };
}
