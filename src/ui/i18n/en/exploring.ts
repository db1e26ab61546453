import { packet } from './exploring/packet.ts';

/** What predictions, what-ifs, comparisons and the picture of the packet say. Fetched when one of them is first drawn. */
export const exploring = { packet };

export type ExploringTexts = typeof exploring;
