import type { ExploringTexts } from '../en/exploring.ts';
import { packet } from './exploring/packet.ts';

/** 预测、假设、对比与数据包图示的文字，首次绘制时才加载。 */
export const exploring: ExploringTexts = { packet };
