import { compare } from './exploring/compare.ts';
import { packet } from './exploring/packet.ts';
import { predict } from './exploring/predict.ts';
import { whatIf } from './exploring/whatIf.ts';

/** What predictions, what-ifs, comparisons and the picture of the packet say. Fetched when one of them is first drawn. */
export const exploring = { packet, predict, whatIf, compare };

export type ExploringTexts = typeof exploring;
