import type { LinkProblems } from '#model/link.ts';
import type { Sentences } from '../catalogue.ts';

export const link: Sentences<LinkProblems> = {
  'link/too-long': (p) => `此链接有 ${p.characters} 个字符，而链接最长为 ${p.limit} 个字符。`,
  'link/truncated': () => '链接在传递途中被截断，请索取完整的链接。',
  'link/not-base64url': (p) => `链接的第 ${p.position} 个字符不应出现在链接中。`,
  'link/not-compressed': () => '链接的内容已损坏。',
  'link/too-large': (p) => `链接解开后超过 ${p.limit} 字节，超出了场景的上限。`,
  'link/later-version': (p) => `此链接由更新版本的 Playground 生成（${p.version}）。`,
  'link/not-json': () => '链接的内容已损坏。',
  'link/wrong-shape': (p) => `此链接的内容不是场景：${p.field} 的形式不对。`,
};
