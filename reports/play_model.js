// SPDX-License-Identifier: GPL-3.0-or-later
// play_model.js - a cost model in the browser: the same instructions, the same rounding as the program.
'use strict';

// ---- numbers: rounded once, half away from zero, on the shortest decimal text of the value

// The decimal digits of |value| with so many decimals, as text: "24787", "0.50".
function decimalText(value, decimals) {
  const [mantissa, exponent] = String(Math.abs(value)).split('e');
  const [whole, part = ''] = mantissa.split('.');
  let digits = whole + part;
  let point = whole.length + Number(exponent || 0);

  if (point < 0) {
    digits = '0'.repeat(-point) + digits;
    point = 0;
  }
  const keep = point + decimals;
  let kept = digits.padEnd(keep, '0').slice(0, keep);
  if (digits.length > keep && digits[keep] >= '5')
    kept = (BigInt(kept || '0') + 1n).toString().padStart(keep, '0');
  kept = kept.padStart(decimals + 1, '0');
  const end = kept.length - decimals;
  return kept.slice(0, end).replace(/^0+(?=.)/, '') + (decimals > 0 ? '.' + kept.slice(end) : '');
}

function rounded(value, decimals) {
  return Number.isFinite(value) ? Math.sign(value) * Number(decimalText(value, decimals)) : value;
}

// As the program shows a value with so many decimals; -1: with those it has, up to 6.
function shown(value, decimals, style) {
  let text = decimalText(value, decimals < 0 ? 6 : decimals);
  if (decimals < 0)
    text = text.replace(/\.?0+$/, '');
  let [whole, part] = text.split('.');
  const negative = value < 0 && /[1-9]/.test(text);

  whole = whole.replace(/\B(?=(\d{3})+$)/g, style.group);
  return (negative ? style.minus : '') + whole + (part ? style.decimal + part : '');
}

// What a person types: a point or a comma before the decimals, blanks between thousands.
function read(text) {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace('\u2212', '-').replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

// ---- formulas: NaN is "no value" and goes through everything

const gone = (a, b) => Number.isNaN(a) || Number.isNaN(b);
const truth = (test) => (a, b) => gone(a, b) ? NaN : test(a, b) ? 1 : 0;
const actions = {
  'neg': (a) => -a,
  'not': (a) => Number.isNaN(a) ? NaN : a === 0 ? 1 : 0,
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => b === 0 ? NaN : a / b,
  '^': (a, b) => gone(a, b) ? NaN : Math.pow(a, b),
  '==': truth((a, b) => a === b),
  '!=': truth((a, b) => a !== b),
  '<': truth((a, b) => a < b),
  '<=': truth((a, b) => a <= b),
  '>': truth((a, b) => a > b),
  '>=': truth((a, b) => a >= b),
  'and': truth((a, b) => a !== 0 && b !== 0),
  'or': truth((a, b) => a !== 0 || b !== 0),
  'min': (a, b) => gone(a, b) ? NaN : b < a ? b : a,
  'max': (a, b) => gone(a, b) ? NaN : b > a ? b : a,
  'abs': (a) => Math.abs(a),
  'round': (a, b) => Number.isInteger(b) && b >= 0 && b <= 9 ? rounded(a, b) : NaN,
  'log': (a) => Math.log(a),
  'exp': (a) => Math.exp(a),
  'if': (a, b, c) => Number.isNaN(a) ? NaN : a !== 0 ? b : c,
};

// The values of all steps, with those of `given` that are not null in place of the model's.
function evaluate(model, given) {
  const n = model.steps.length;
  const registers = new Array(n + model.code.length).fill(NaN);

  for (const i of model.order) {
    const step = model.steps[i];
    let value;

    if (given[i] !== null)
      value = given[i];
    else if (!step.code)
      value = step.value;
    else {
      const [begin, end, result] = step.code;
      for (let k = begin; k < end; k++) {
        const [action, a, b, c] = model.code[k];
        registers[n + k] =
          action === '=' ? a : actions[action](registers[a], registers[b], registers[c]);
      }
      value = Number.isFinite(registers[result]) ? registers[result] : NaN;
    }
    registers[i] = step.round >= 0 ? rounded(value, step.round) : value;
  }
  return registers.slice(0, n);
}

// One value at a time at its ends, the widest span first; `turns`: the outcome leaves the range of
// its ends on the way from one to the other.
function tornado(model, given, output) {
  const at = (i, x) => {
    const changed = given.slice();
    changed[i] = x;
    return evaluate(model, changed)[output];
  };
  const bars = [];

  model.steps.forEach((step, step_number) => {
    if (step.low === null || step.code || step.byYear)
      return;
    const bar = { step: step_number, low: at(step_number, step.low),
                  high: at(step_number, step.high), turns: false };
    const least = Math.min(bar.low, bar.high), most = Math.max(bar.low, bar.high);
    const slack = 1e-9 * Math.max(Math.abs(least), Math.abs(most));
    for (let i = 1; i <= 15; i++) {
      const y = at(step_number, step.low + (step.high - step.low) * i / 16);
      bar.turns = bar.turns || y < least - slack || y > most + slack;
    }
    if (bar.low !== bar.high || bar.turns)
      bars.push(bar);
  });
  const span = (bar) => Math.abs(bar.high - bar.low);
  return bars.sort((x, y) => span(y) - span(x) || x.step - y.step);
}
