/** Why a link could not be opened. Codes here, sentences in the catalogues. */
export interface LinkProblems {
  /** The fragment is longer than any link that the app writes. */
  'link/too-long': { readonly characters: number; readonly limit: number };
  /** Cut off on its way: the compressed content ends early. */
  'link/truncated': Record<string, never>;
  /** A character that a link never contains. */
  'link/not-base64url': { readonly position: number };
  'link/not-compressed': Record<string, never>;
  /** It unpacks to more than a scenario may be. */
  'link/too-large': { readonly limit: number };
  /** Written by a newer version of the app. */
  'link/later-version': { readonly version: string };
  'link/not-json': Record<string, never>;
  /** The content is not what a link of this version carries. */
  'link/wrong-shape': { readonly field: string };
}

export type LinkProblemCode = keyof LinkProblems;

export type LinkProblem<C extends LinkProblemCode = LinkProblemCode> = {
  [K in C]: { readonly code: K; readonly params: Readonly<LinkProblems[K]> };
}[C];

/** What a link carries. */
export interface LinkContent {
  readonly yaml: string;
}

/** `absent` where the fragment is no link of ours, such as an anchor. */
export type LinkResult =
  | { readonly kind: 'absent' }
  | { readonly kind: 'opened'; readonly content: LinkContent }
  | { readonly kind: 'problem'; readonly problem: LinkProblem };
