import type { EngineReasons } from '#model/reasons/engine.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const engineReasons: Sentences<EngineReasons> = {
  'engine/unsupported': (p) => `模拟器没有这条规则：${p.rule}。它不会猜测。`,
  'engine/hop-limit': (p) => `请求在 ${p.limit} 跳之内没有结束：路径在绕圈。`,
  'engine/unknown-caller': (p) => `${p.from} 不是此场景中的 Pod 或工作负载。`,
  'engine/bad-request': (p) => `无法发送请求：${p.problem}。`,
};
