import type { AdmissionDiagnostics } from '#model/diagnostics/admission.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const admissionDiagnostics: Sentences<AdmissionDiagnostics> = {
  'admission/refused': (p) =>
    p.by === 'api-server'
      ? `The API server refuses this object, so it does not exist: ${p.message}`
      : `Istio's webhook refuses this object, so it does not exist: ${p.message}`,
  'admission/webhook-warning': (p) => `Istio's webhook accepts this and warns: ${p.message}`,
  'admission/unknown-field': (p) => `There is no field ${p.field}. kubectl refuses it, and the API server drops it.`,
  'admission/wrong-type': (p) => `${p.field} must be of type ${p.expected}. It is of type ${p.found}.`,
  'admission/required': (p) => `${p.field} is required and is missing.`,
  'admission/unsupported-value': (p) => `${p.field} cannot be ${p.value}. It may be ${p.supported.join(', ')}.`,
  'admission/too-long': (p) => `${p.field} is too long: at most ${p.limit} bytes are allowed.`,
  'admission/too-many': (p) => `${p.field} has ${p.found} entries. At most ${p.limit} are allowed.`,
  'admission/duplicate': (p) => `${p.field} repeats ${p.value}, which must be unique in this list.`,
  'admission/invalid-value': (p) => `The value is not allowed: ${p.message}.`,
  'admission/rule': (p) => (p.field === '' ? `${p.message}.` : `${p.field}: ${p.message}.`),
  'admission/unknown-version': (p) => `${p.kind} is not served as ${p.version}. Use ${p.served.join(' or ')}.`,
  'admission/reserved-key': (p) => `${p.field} has a reserved name and is not read.`,
  'admission/too-large': (p) =>
    `The object holds more than ${p.limit} values or is nested too deeply, and is not read.`,
};
