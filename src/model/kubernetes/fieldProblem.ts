import type { AdmissionDiagnostics } from '../diagnostics/admission.ts';
import type { FieldPath } from './resource.ts';

/** A rule that could not be evaluated on a value, in CEL's words. */
export interface EvaluationFailure {
  readonly evaluation: string;
}

/** What the API server says about one field of a manifest. */
export type FieldProblem<C extends keyof AdmissionDiagnostics = keyof AdmissionDiagnostics> = {
  [K in C]: {
    readonly code: K;
    readonly params: Readonly<AdmissionDiagnostics[K]>;
    /** A warning leaves the object as it is without the field; an error keeps it out. */
    readonly severity: 'error' | 'warning';
    readonly path: FieldPath;
    /** In the API server's words, the field's name first. */
    readonly message: string;
  };
}[C];

/** A path in the notation of Kubernetes errors: `spec.rules[0].backendRefs[1].port`. */
export function fieldName(path: FieldPath): string {
  return path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`)).join('');
}

/** Go's `%q` for the strings a manifest can hold. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

export function typeInvalid(path: FieldPath, expected: string, found: string): FieldProblem {
  const field = fieldName(path);
  return {
    code: 'admission/wrong-type',
    params: { field, expected, found },
    severity: 'error',
    path,
    message: `${field}: Invalid value: ${quoted(found)}: ${field} in body must be of type ${expected}: ${quoted(found)}`,
  };
}

/** How Go's JSON decoder complains, where a built-in kind is read. */
export function cannotUnmarshal(
  path: FieldPath,
  mapKeyAt: number | undefined,
  owner: string,
  expected: string,
  found: string,
): FieldProblem {
  const field = fieldName(path);
  const keys = path.filter((step, at) => typeof step === 'string' && at !== mapKeyAt).join('.');
  return {
    code: 'admission/wrong-type',
    params: { field, expected, found },
    severity: 'error',
    path,
    message: `json: cannot unmarshal ${found} into Go struct field ${owner}.${keys} of type ${expected}`,
  };
}

export function requiredValue(path: FieldPath, hint = ''): FieldProblem {
  const field = fieldName(path);
  return {
    code: 'admission/required',
    params: { field },
    severity: 'error',
    path,
    message: `${field}: Required value${hint === '' ? '' : `: ${hint}`}`,
  };
}

export function unsupportedValue(path: FieldPath, value: unknown, supported: readonly string[]): FieldProblem {
  const field = fieldName(path);
  const shown = JSON.stringify(value);
  return {
    code: 'admission/unsupported-value',
    params: { field, value: shown, supported },
    severity: 'error',
    path,
    message: `${field}: Unsupported value: ${shown}: supported values: ${supported.map(quoted).join(', ')}`,
  };
}

export function tooLong(path: FieldPath, limit: number): FieldProblem {
  const field = fieldName(path);
  return {
    code: 'admission/too-long',
    params: { field, limit },
    severity: 'error',
    path,
    message: `${field}: Too long: may not be more than ${limit} bytes`,
  };
}

export function tooMany(path: FieldPath, found: number, limit: number): FieldProblem {
  const field = fieldName(path);
  return {
    code: 'admission/too-many',
    params: { field, limit, found },
    severity: 'error',
    path,
    message: `${field}: Too many: ${found}: must have at most ${limit} ${limit === 1 ? 'item' : 'items'}`,
  };
}

export function duplicateValue(path: FieldPath, value: unknown): FieldProblem {
  const field = fieldName(path);
  const shown = JSON.stringify(value);
  return {
    code: 'admission/duplicate',
    params: { field, value: shown },
    severity: 'error',
    path,
    message: `${field}: Duplicate value: ${shown}`,
  };
}

/** A facet of the schema that does not hold: `says` follows the field's name. */
export function invalidValue(path: FieldPath, value: unknown, says: string): FieldProblem {
  const field = fieldName(path);
  return {
    code: 'admission/invalid-value',
    params: { field, message: `${field} in body ${says}` },
    severity: 'error',
    path,
    message: `${field}: Invalid value: ${JSON.stringify(value)}: ${field} in body ${says}`,
  };
}

/** A value that code of the API server refuses: `shown` as Go prints it, `problem` in its words. */
export function invalidWord(path: FieldPath, shown: string, problem: string): FieldProblem {
  const field = fieldName(path);
  return {
    code: 'admission/invalid-value',
    params: { field, message: `${field} ${problem}` },
    severity: 'error',
    path,
    message: `${field}: Invalid value: ${shown}: ${problem}`,
  };
}

/** Something that may not be stated beside something else. */
export function forbidden(path: FieldPath, message: string): FieldProblem {
  const field = fieldName(path);
  return {
    code: 'admission/rule',
    params: { field, message },
    severity: 'error',
    path,
    message: `${field}: Forbidden: ${message}`,
  };
}

/** A condition of the schema that does not hold. Only a plain value is repeated. */
export function ruleBroken(path: FieldPath, field: string, value: unknown, message: string): FieldProblem {
  const shown = typeof value === 'object' ? '' : `${JSON.stringify(value)}: `;
  return {
    code: 'admission/rule',
    params: { field, message },
    severity: 'error',
    path,
    message: `${field}: Invalid value: ${shown}${message}`,
  };
}

/** A condition that broke on the value, which counts as not held. */
export function evaluationFailed(
  path: FieldPath,
  field: string,
  value: unknown,
  { evaluation }: EvaluationFailure,
): FieldProblem {
  const type = Array.isArray(value) ? 'array' : typeof value;
  return {
    code: 'admission/rule',
    params: { field, message: evaluation },
    severity: 'error',
    path,
    message: `${field}: Invalid value: ${quoted(type)}: ${evaluation}`,
  };
}

export function unknownField(path: FieldPath): FieldProblem {
  const field = fieldName(path);
  return {
    code: 'admission/unknown-field',
    params: { field },
    severity: 'warning',
    path,
    message: `unknown field ${quoted(field)}`,
  };
}
