import type { ExploringTexts } from '../en/exploring.ts';
import { compare } from './exploring/compare.ts';
import { packet } from './exploring/packet.ts';
import { predict } from './exploring/predict.ts';
import { whatIf } from './exploring/whatIf.ts';

/** 预测、假设、对比与数据包图示的文字，首次绘制时才加载。 */
export const exploring: ExploringTexts = { packet, predict, whatIf, compare };
