#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Opens the HTML of every example in headless Chromium: no error on the console, nothing fetched, no
# serious finding of axe-core.   sh tests/pages.sh build/debug/andel
# axe-core comes from npm, where there is one, and is no part of this repository; without it, or
# without Chromium, what cannot be checked is said.
set -eu
andel=${1:?the program}
place=build/pages
mkdir -p "$place"
browser=$(command -v chromium || command -v chromium-browser || true)
if [ -z "$browser" ]; then
    echo "pages: Chromium is not installed, so no page was opened; \`make pages\` installs it"
    exit 0
fi
axe=$place/package/axe.min.js
if [ ! -s "$axe" ]; then
    (cd "$place" && npm pack axe-core --silent && tar -xzf axe-core-*.tgz) > /dev/null 2>&1 || true
fi
[ -s "$axe" ] || echo "pages: axe-core could not be fetched from npm, so accessibility is not checked"

# The page with the checker at its end, which writes what it finds as lines into the page.
with_checker() {
    sed '/<\/body>/,$d' "$1"
    if [ -s "$axe" ]; then
        printf '<script>'
        cat "$axe"
        printf '</script>'
    fi
    cat << 'SCRIPT'
<script>
window.addEventListener('load', async () => {
  const lines = performance.getEntriesByType('resource').map(r => 'fetched ' + r.name);
  const closed = document.querySelectorAll('figure details:not([open])').length;
  const figures = document.querySelectorAll('main figure').length;
  if (closed !== figures) lines.push('figures ' + figures + ', with their numbers ' + closed);
  for (const details of document.querySelectorAll('details')) details.open = true;
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
    lines.push('the page is wider than the window');
  if (window.axe) {
    const found = await axe.run({ resultTypes: ['violations'] });
    for (const v of found.violations)
      lines.push(v.impact + ' ' + v.id + ': ' + v.help + ' (' + v.nodes.length + '): ' +
                 v.nodes[0].html.slice(0, 200));
    lines.push('rules ' + found.passes.length);
  }
  const pre = document.createElement('pre');
  pre.textContent = lines.map(l => 'CHECK ' + l.replace(/\n/g, ' ')).join('\n') + '\nCHECK done';
  document.body.append(pre);
});
</script></body></html>
SCRIPT
}

failed=0
for report in reports/examples/*.md; do
    name=$(basename "$report" .md)
    "$andel" report "$report" -o "$place/$name.html" --quiet
    with_checker "$place/$name.html" > "$place/$name-checked.html"
    for width in 1280 360; do
        "$browser" --headless --no-sandbox --disable-gpu --no-first-run --disable-extensions \
            --disable-background-networking --disable-component-update --disable-sync \
            --user-data-dir="$place/profile" --window-size="$width,900" --enable-logging=stderr \
            --virtual-time-budget=20000 --dump-dom "file://$PWD/$place/$name-checked.html" \
            > "$place/dom" 2> "$place/log" || { cat "$place/log" >&2; exit 1; }
        grep 'CONSOLE' "$place/log" > "$place/found" || true
        # what was seen: the text of the last element, entities as written
        sed -n 's/.*\(CHECK .*\)/\1/p' "$place/dom" | grep -v "lines.map" >> "$place/found"
        if ! grep -q '^CHECK done' "$place/found"; then
            echo "pages: $name: the checker did not finish" >&2
            failed=1
        fi
        if grep -E 'CONSOLE|^CHECK (fetched|figures|the page|serious|critical)' "$place/found" >&2; then
            echo "pages: $name at $width pixels: see above" >&2
            failed=1
        else
            grep -E '^CHECK (minor|moderate)' "$place/found" || true
            echo "pages: $name at $width pixels: nothing on the console, nothing fetched$(
                sed -n 's/^CHECK rules \([0-9]*\).*/, \1 rules of axe-core hold/p' "$place/found")"
        fi
    done
done
exit $failed
