/** What Kubernetes says of a name of some sort that it does not accept; nothing where it does. */
export type NameCheck = (text: string) => string | undefined;

const tooLong = (limit: number) => `must be no more than ${limit} bytes`;

/** Names of most objects. Mirrors apimachinery `IsDNS1123Subdomain`. */
export const subdomainProblem: NameCheck = (text) => {
  if (text.length > 253) return tooLong(253);
  if (/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(text)) return undefined;
  return "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
};

/** Names of namespaces and ports. Mirrors apimachinery `IsDNS1123Label`. */
export const labelProblem: NameCheck = (text) => {
  if (text.length > 63) return tooLong(63);
  if (/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text)) return undefined;
  return "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
};

/** Names of Services, which must not begin with a digit. Mirrors apimachinery `IsDNS1035Label`. */
export const serviceNameProblem: NameCheck = (text) => {
  if (text.length > 63) return tooLong(63);
  if (/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(text)) return undefined;
  return "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
};

/** Mirrors apimachinery `IsValidLabelValue`. */
export const labelValueProblem: NameCheck = (text) => {
  if (text.length > 63) return tooLong(63);
  if (/^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(text)) return undefined;
  return "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
};

/** Keys of labels and annotations. Mirrors apimachinery `IsQualifiedName`. */
export const qualifiedNameProblem: NameCheck = (text) => {
  const [first = '', second, third] = text.split('/');
  if (third !== undefined) {
    return "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
  }
  if (second !== undefined) {
    const prefix = first === '' ? 'must be non-empty' : subdomainProblem(first);
    if (prefix !== undefined) return `prefix part ${prefix}`;
  }
  const name = second ?? first;
  if (name === '') return 'name part must be non-empty';
  if (name.length > 63) return `name part ${tooLong(63)}`;
  if (/^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(name)) return undefined;
  return "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
};

/** Names that ports of containers have and Services refer to. Mirrors apimachinery `IsValidPortName`. */
export const portNameProblem: NameCheck = (text) => {
  if (text.length > 15) return 'must be no more than 15 bytes';
  if (!/^[-a-z0-9]+$/.test(text)) return 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)';
  if (!/[a-z]/.test(text)) return 'must contain at least one letter (a-z)';
  if (text.includes('--')) return 'must not contain consecutive hyphens';
  return text.startsWith('-') || text.endsWith('-') ? 'must not begin or end with a hyphen' : undefined;
};
