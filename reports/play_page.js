// SPDX-License-Identifier: GPL-3.0-or-later
// play_page.js - the part of a page that is played with: sliders, a table and a tornado.
'use strict';

(function () {
  const model = JSON.parse(document.getElementById('play-model').textContent);
  const { steps, words, style } = model;
  const place = document.getElementById('play');
  const controls = []; // { step, slider, entry, row }
  let at = 0;          // the scenario that everything starts from
  let own = [];        // [steps] values that are set here; null: as in the scenario
  let year = 0;        // that the tornado is of

  // ---- building

  function add(parent, tag, attributes, text) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {}))
      if (value !== null && value !== undefined)
        node.setAttribute(name, value);
    if (text !== undefined)
      node.textContent = text;
    parent.appendChild(node);
    return node;
  }

  const fill = (template, ...texts) => texts.reduce((text, part) => text.replace('%s', () => part),
                                                    template);
  const show = (step, value) =>
    Number.isFinite(value) ? shown(value, step.decimals, style) : words.none;
  const full = (step, value) => show(step, value) + (step.unit ? '\u00a0' + step.unit : '');
  const entryText = (step, value) => shown(value, -1, { ...style, group: '' });

  // ---- what stands where

  const columns = () => Math.max(model.years.length, 1);
  const given = (column, values) =>
    model.cases[at].given[column].map((x, i) => values[i] !== null ? values[i] : x);
  const base = (i) => {
    const set = model.cases[at].given[0][i];
    return set !== null ? set : steps[i].value;
  };
  const value = (i) => own[i] !== null ? own[i] : base(i);

  // A whole number of steps of a fitting size, where a slider is let go.
  function snapped(step, x) {
    const size = Math.pow(10, Math.floor(Math.log10((step.to - step.from) / 100) + 1e-9));
    return rounded(Math.round(x / size) * size, 9);
  }

  function addControl(parent, i) {
    const step = steps[i], id = 'play-' + step.name;
    const row = add(parent, 'div', { class: 'value' });
    add(row, 'label', { for: id }, step.label);
    const entry = add(row, 'input', { id, type: 'text', inputmode: 'decimal', autocomplete: 'off',
                                       spellcheck: 'false',
                                       'aria-describedby': step.unit ? id + '-unit' : null });
    add(row, 'span', { id: id + '-unit', class: 'unit' }, step.unit);
    const slider = add(row, 'input', { type: 'range', min: step.from, max: step.to, step: 'any',
                                       'aria-label': step.label });
    const ends = add(row, 'span', { class: 'ends', 'aria-hidden': 'true' });
    add(ends, 'span', {}, entryText(step, step.from));
    add(ends, 'span', {}, entryText(step, step.to));
    slider.addEventListener('input', () => {
      own[i] = Math.min(step.to, Math.max(step.from, snapped(step, Number(slider.value))));
      update(slider);
    });
    entry.addEventListener('input', () => {
      const x = read(entry.value);
      entry.setAttribute('aria-invalid', Number.isNaN(x) ? 'true' : 'false');
      if (Number.isNaN(x))
        return;
      own[i] = x;
      update(entry);
    });
    entry.addEventListener('change', () => update(null));
    controls.push({ i, step, slider, entry, row });
  }

  function addControls(parent) {
    const form = add(parent, 'form', { class: 'values', 'aria-label': words.title });
    form.addEventListener('submit', (event) => event.preventDefault());
    if (model.cases.length > 1) {
      const row = add(form, 'div', { class: 'value' });
      add(row, 'label', { for: 'play-scenario' }, words.scenario);
      const select = add(row, 'select', { id: 'play-scenario' });
      model.cases.forEach((scenario, k) => add(select, 'option', { value: k }, scenario.label));
      select.addEventListener('change', () => {
        at = Number(select.value);
        own.fill(null);
        update(null);
      });
    }
    steps.forEach((step, i) => {
      if (step.slider)
        addControl(form, i);
    });
    const reset = add(form, 'button', { type: 'button' }, words.reset);
    reset.addEventListener('click', () => {
      own.fill(null);
      update(null);
    });
  }

  // ---- the table

  function addTable(parent) {
    const table = add(add(add(parent, 'div', { class: 'table' }), 'div', { class: 'scroll' }),
                      'table', { id: 'play-table' });
    const caption = add(table, 'caption', { class: 'heard' }, words.outcome);
    const heads = add(add(table, 'thead'), 'tr');
    const yearly = model.years.length > 0, sums = yearly && steps.some((step) => step.sum);
    const names = yearly ? model.years.map(String) : [words.base, words.own];

    caption.id = 'play-caption';
    add(heads, 'td');
    for (const name of sums ? names.concat(words.sum) : names)
      add(heads, 'th', { scope: 'col', class: 'n' }, name);
    add(heads, 'th', { scope: 'col' }, words.unit);
    const body = add(table, 'tbody');
    steps.forEach((step, i) => {
      const row = add(body, 'tr', { class: step.output && i + 1 === steps.length ? 'total' : null });
      const name = add(row, 'th', { scope: 'row' }, step.label);
      if (step.mark)
        add(name, 'sup', {}, step.mark);
      for (let k = 0; k < names.length + (sums ? 1 : 0); k++)
        add(row, 'td', { class: step.output ? 'n strong' : 'n' });
      add(row, 'td', {}, step.unit);
    });
    return body;
  }

  function fillTable(body, before, now) {
    const yearly = model.years.length > 0;

    steps.forEach((step, i) => {
      const cells = body.rows[i].querySelectorAll('td.n');
      const values = yearly ? now.map((all) => all[i]) : [before[0][i], now[0][i]];
      const sum = now.reduce((total, all) => total + all[i], 0);

      cells.forEach((cell, k) => {
        const total = k === values.length;
        const changed = yearly ? !total && before[k][i] !== now[k][i] : k === 1 &&
                                                                       before[0][i] !== now[0][i];
        cell.textContent = !total ? show(step, values[k]) : step.sum ? show(step, sum) : '';
        cell.classList.toggle('changed', changed);
        cell.dataset.name = step.name;
        cell.dataset.column = total ? 'sum' : yearly ? model.years[k] : k === 0 ? 'base' : 'own';
      });
    });
  }

  // ---- the outcome in large figures

  function addOutcome(parent) {
    const list = add(parent, 'div', { class: 'outcome', role: 'status', 'aria-live': 'polite' });
    return model.outputs.map((i) => {
      const row = add(list, 'p', {});
      add(row, 'span', { class: 'name' }, steps[i].label);
      return { i, number: add(row, 'b', {}), base: add(row, 'span', { class: 'base' }) };
    });
  }

  function fillOutcome(parts, before, now) {
    for (const part of parts) {
      const step = steps[part.i];
      const of = (all) => step.sum && model.years.length > 0
        ? all.reduce((total, values) => total + values[part.i], 0) : all[0][part.i];
      const period = model.years.length > 0 && !step.sum ? ' (' + model.years[0] + ')' : '';

      part.number.textContent = full(step, of(now)) + period;
      part.base.textContent = fill(words.baseline, full(step, of(before)));
      part.base.hidden = of(now) === of(before);
    }
  }

  // ---- the tornado

  function addTornado(parent) {
    const figure = add(parent, 'figure', { class: 'tornado', id: 'play-tornado' });
    const caption = add(figure, 'figcaption');
    add(caption, 'span', { class: 'title' }, model.heading);
    const baseline = add(caption, 'span', { class: 'base' });
    if (model.years.length > 0) {
      add(caption, 'label', { for: 'play-year' }, words.year + ' ');
      const select = add(caption, 'select', { id: 'play-year' });
      model.years.forEach((name, k) => add(select, 'option', { value: k }, String(name)));
      select.addEventListener('change', () => {
        year = Number(select.value);
        update(null);
      });
    }
    const rows = add(figure, 'div', { class: 'bars', role: 'list' });
    const notes = add(figure, 'div', { class: 'notes' });
    for (const note of model.notes)
      add(notes, 'p', {}, note);
    return { baseline, rows, turns: add(notes, 'p', { hidden: '' }) };
  }

  function addEnd(plot, side, step, x, output, outcome, from, to) {
    const end = add(plot, 'span', { class: 'end ' + side });
    add(end, 'b', { 'data-name': step.name, 'data-end': x === step.low ? 'low' : 'high' },
        show(output, outcome));
    add(end, 'span', {}, x === step.low ? step.lowText : step.highText);
    if (side === 'left')
      end.style.right = (100 - from) + '%';
    else
      end.style.left = to + '%';
  }

  function fillTornado(parts, now) {
    const output = steps[model.output], centre = now[year][model.output];
    const bars = tornado(model, given(year, own), model.output)
      .filter((bar) => Number.isFinite(bar.low) && Number.isFinite(bar.high));
    const all = bars.flatMap((bar) => [bar.low, bar.high]).concat(centre);
    const least = Math.min(...all), most = Math.max(...all), range = most - least || 1;
    const percent = (x) => (x - least) / range * 100;

    parts.rows.replaceChildren();
    parts.baseline.textContent = fill(words.baseline, full(output, centre));
    for (const bar of bars) {
      const step = steps[bar.step], left = Math.min(bar.low, bar.high);
      const from = percent(left), to = percent(Math.max(bar.low, bar.high));
      const row = add(parts.rows, 'div', { class: 'bar', role: 'listitem' });
      add(row, 'span', { class: 'name' }, step.label);
      const plot = add(add(row, 'span', { class: 'plot' }), 'span', { class: 'scale' });
      const drawn = add(plot, 'i', {}), line = add(plot, 'u', {});
      drawn.style.left = from + '%';
      drawn.style.width = (to - from) + '%';
      line.style.left = percent(centre) + '%';
      const lowFirst = bar.low <= bar.high;
      addEnd(plot, 'left', step, lowFirst ? step.low : step.high, output, left, from, to);
      addEnd(plot, 'right', step, lowFirst ? step.high : step.low, output,
             Math.max(bar.low, bar.high), from, to);
    }
    const turning = bars.filter((bar) => bar.turns).map((bar) => steps[bar.step].label);
    parts.turns.hidden = turning.length === 0;
    parts.turns.textContent = fill(words.turns, turning.join(', '));
  }

  // ---- the address: #scenario=min53&minutes=53

  function readAddress() {
    at = 0;
    own = new Array(steps.length).fill(null);
    const pairs = location.hash.slice(1).split('&').map((pair) => pair.split('='));
    const text = (part) => {
      try {
        return decodeURIComponent(part || '');
      } catch (error) {
        return '';
      }
    };

    for (const [name, setting] of pairs) {
      const x = read(text(setting));
      const i = steps.findIndex((step) => step.slider && step.name === text(name));
      const k = model.cases.findIndex((scenario) => scenario.name === text(setting));
      if (i >= 0 && !Number.isNaN(x))
        own[i] = x;
      else if (text(name) === 'scenario' && k >= 0)
        at = k;
    }
  }

  function writeAddress() {
    const pairs = at > 0 ? ['scenario=' + encodeURIComponent(model.cases[at].name)] : [];
    own.forEach((x, i) => {
      if (x !== null && x !== base(i))
        pairs.push(encodeURIComponent(steps[i].name) + '=' + x);
    });
    try {
      history.replaceState(null, '', pairs.length > 0 ? '#' + pairs.join('&') : location.pathname);
    } catch (error) {
      // a page in a frame may not; the address then stays as it was
    }
  }

  // ---- all together

  document.body.classList.add('playing');
  if (!document.querySelector('h1'))
    add(place, 'h1', {}, document.title);
  add(place, 'h2', { id: 'play-title' }, words.title);
  add(place, 'p', { class: 'lead' }, words.lead);
  const sides = add(place, 'div', { class: 'sides' });
  addControls(sides);
  const side = add(sides, 'div', { class: 'results' });
  const outcome = addOutcome(side), body = addTable(side);
  const bars = model.bars ? addTornado(place) : null;
  const nothing = new Array(steps.length).fill(null);

  // SOURCE is being used and stays as the hand has it.
  function update(source) {
    const each = [...Array(columns()).keys()];
    const before = each.map((k) => evaluate(model, given(k, nothing)));
    const now = each.map((k) => evaluate(model, given(k, own)));
    const select = document.getElementById('play-scenario');

    for (const { i, step, slider, entry, row } of controls) {
      if (source !== slider)
        slider.value = value(i);
      if (source !== entry) {
        entry.value = entryText(step, value(i));
        entry.setAttribute('aria-invalid', 'false');
      }
      slider.setAttribute('aria-valuetext', entryText(step, value(i)) + ' ' + step.unit);
      row.classList.toggle('changed', value(i) !== base(i));
    }
    if (select)
      select.value = at;
    fillOutcome(outcome, before, now);
    fillTable(body, before, now);
    if (bars)
      fillTornado(bars, now);
    if (source !== 'address')
      writeAddress();
  }

  window.addEventListener('hashchange', () => {
    readAddress();
    update('address');
  });
  readAddress();
  update('address');
  // the table of the page says what that of the program said; its notes and source go along
  for (const id of model.replaces) {
    const still = document.getElementById(id), notes = still && still.querySelector('.notes');
    if (still)
      still.hidden = true;
    if (notes)
      body.closest('.table').appendChild(notes);
  }
  place.hidden = false;
})();
