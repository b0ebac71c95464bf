# SPDX-License-Identifier: GPL-3.0-or-later
#
# make report     set up, build, and make the 2017 report: build/report/assistance-2017.pdf
# make gallery    pictures of every kind of chart and of the example reports: build/gallery
# make test       set up, build, and run every test
# make            build/debug/andel
# make VARIANT=san test                        make VARIANT=release install
VERSION := 0.1.0
VARIANT ?= debug
BUILD   := build/$(VARIANT)

prefix      ?= /usr/local
exec_prefix ?= $(prefix)
bindir      ?= $(exec_prefix)/bin
# the program looks for its modules in ../lib/andel, see datasets/module.h
moduledir   := $(exec_prefix)/lib/andel
datarootdir ?= $(prefix)/share
docdir      ?= $(datarootdir)/doc/andel

# each layer may include itself and those to its left
LAYERS := datasets analysis plots reports cli

# what Debian 12 calls them: `make deps` installs those that are missing
PACKAGES_BUILD := gcc libc6-dev pkg-config libglib2.0-dev libgsl-dev libcairo2-dev libpango1.0-dev \
                  libfontconfig-dev libcsv-dev libyaml-dev libcmark-gfm-dev \
                  libcmark-gfm-extensions-dev libqpdf-dev nettle-dev librandom123-dev \
                  zlib1g-dev libzip-dev libjansson-dev libglpk-dev
PACKAGES_FONTS := fonts-inter fonts-linuxlibertine
PACKAGES_TEST  := libcmocka-dev poppler-utils qpdf
PACKAGES_PAGES := chromium # and npm, if there is one: Debian's and that of others exclude each other
PACKAGES_LINT  := clang-format cppcheck git

# = and not :=, so that nothing is asked of pkg-config before `make deps` has run
PKG_CONFIG ?= pkg-config
NM         ?= nm
# the program itself, and its modules: loaded when something is drawn, printed, packed, read as the
# text of a report, or searched for what it gives away (GLPK has no file for pkg-config)
PKG_CORE  := glib-2.0 gsl yaml-0.1 nettle zlib jansson
PKG_DRAW  := pangocairo pangoft2 fontconfig
PKG_PRINT := libqpdf
PKG_PACK  := libzip
PKG_TEXT  := libcmark-gfm
PKG_ALL   := $(PKG_CORE) $(PKG_DRAW) $(PKG_PRINT) $(PKG_PACK) $(PKG_TEXT)

# ours; the caller's CPPFLAGS, CFLAGS, LDFLAGS and LDLIBS come after and win
FLAGS_OURS := -I. -D_POSIX_C_SOURCE=200809L -DANDEL_VERSION='"$(VERSION)"' -std=c11 \
              -ffp-contract=off -pthread -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes \
              -Wmissing-prototypes -Wswitch-enum -Wvla
LIBS_OURS  := -lcsv -lm -pthread -ldl
# what a start costs: no library that is not used, and one bit for an address that is moved
LINK_OURS  := -Wl,--as-needed -Wl,-z,pack-relative-relocs

ifeq ($(VARIANT),debug)
FLAGS_OURS += -Og -g
else ifeq ($(VARIANT),san)
FLAGS_OURS += -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
LIBS_OURS  += -fsanitize=address,undefined
else ifeq ($(VARIANT),release)
FLAGS_OURS += -O2 -g
else
$(error VARIANT must be debug, san or release)
endif

SOURCES := $(filter-out cli/main.c,$(wildcard $(LAYERS:=/*.c)))
# texts that the program holds as they stand: reports/play.css is the string play_css
TEXTS   := $(wildcard reports/*.js reports/*.css)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(TEXTS:%=$(BUILD)/%.o)
LIBRARY := $(BUILD)/libandel.a # everything, for the tests

# plots/drawing.h says why these stand apart
DRAW    := $(patsubst %,$(BUILD)/plots/%.o,font_maps text_pango text_lines paint render_cairo)
PRINT   := $(patsubst %.c,$(BUILD)/%.o,$(wildcard reports/pdf_*.c))
PACK    := $(BUILD)/reports/archive_zip.o
TEXT    := $(patsubst %.c,$(BUILD)/%.o,$(wildcard reports/markdown*.c))
SOLVE   := $(BUILD)/analysis/linear_glpk.o
MODULES := $(patsubst %,$(BUILD)/andel-%.so,draw print pack text solve)
LOADED  := $(DRAW) $(PRINT) $(PACK) $(TEXT) $(SOLVE)
PROGRAM := $(BUILD)/cli/main.o $(filter-out $(LOADED),$(OBJECTS))
TESTS   := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/test_*.c))
FUZZERS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz_*.c))

.PHONY: all deps deps-lint flags report gallery pages test check lint layers headers format bench install \
        uninstall dist clean
all: $(BUILD)/andel

# ---- building

# one short line a file; make V=1 shows the commands whole
V ?= 0
ifeq ($(V),0)
SHORT = @printf '  %s %s\n' $(1) $(2);
endif

# asked of pkg-config once a build, not once a file. GSL goes into the program where it comes as an
# archive: a sixth of the start. It meets no input, so nothing that a system mends there is missed; the
# libraries that do stay outside.
$(BUILD)/flags.mk: Makefile
	@mkdir -p $(@D)
	@$(PKG_CONFIG) --exists --print-errors $(PKG_ALL) || { echo "run \`make deps\` first" >&2; exit 1; }
	@printf '%s := %s\n' CFLAGS_PKG "$$($(PKG_CONFIG) --cflags $(PKG_ALL))" \
	  LIBS_CORE "$$($(PKG_CONFIG) --libs $(PKG_CORE))" LIBS_DRAW "$$($(PKG_CONFIG) --libs $(PKG_DRAW))" \
	  LIBS_PRINT "$$($(PKG_CONFIG) --libs $(PKG_PRINT))" \
	  LIBS_PACK "$$($(PKG_CONFIG) --libs $(PKG_PACK))" \
	  LIBS_TEXT "-lcmark-gfm-extensions $$($(PKG_CONFIG) --libs $(PKG_TEXT))" > $@
	@case "$$($(CC) -print-file-name=libgsl.a)" in \
	/*) sed -i '/^LIBS_CORE/s/-lgsl -lgslcblas/-Wl,-Bstatic & -Wl,-Bdynamic/' $@ ;; \
	esac
ifeq ($(filter deps deps-lint report pages test lint layers format bench clean dist uninstall,$(MAKECMDGOALS)),)
-include $(BUILD)/flags.mk
endif

$(BUILD)/andel: $(PROGRAM) $(BUILD)/exports.txt | $(MODULES)
	$(call SHORT,link,$@) $(CC) $(LINK_OURS) $(LDFLAGS) -Wl,--dynamic-list=$(BUILD)/exports.txt -o $@ $(PROGRAM) \
	  $(LIBS_CORE) $(LIBS_OURS) $(LDLIBS)

# what the modules use of the program
$(BUILD)/exports.txt: $(LOADED)
	@{ echo '{'; $(NM) -u $^ | sed -n 's/^ *U \(.*\)/    \1;/p' | sort -u; echo '};'; } > $@

$(LOADED): FLAGS_OURS += -fPIC

$(BUILD)/andel-draw.so: $(DRAW)
	$(call SHORT,link,$@) $(CC) $(LINK_OURS) $(LDFLAGS) -shared -Wl,-soname,$(@F) -o $@ $^ $(LIBS_DRAW) $(LDLIBS)

$(BUILD)/andel-print.so: $(PRINT) $(BUILD)/andel-draw.so
	$(call SHORT,link,$@) $(CC) $(LINK_OURS) $(LDFLAGS) -shared -Wl,-rpath,'$$ORIGIN' -o $@ $(PRINT) \
	  -L$(BUILD) -l:andel-draw.so $(LIBS_PRINT) $(LIBS_DRAW) $(LDLIBS)

$(BUILD)/andel-pack.so: $(PACK)
	$(call SHORT,link,$@) $(CC) $(LINK_OURS) $(LDFLAGS) -shared -o $@ $^ $(LIBS_PACK) $(LDLIBS)

$(BUILD)/andel-text.so: $(TEXT)
	$(call SHORT,link,$@) $(CC) $(LINK_OURS) $(LDFLAGS) -shared -o $@ $^ $(LIBS_TEXT) $(LDLIBS)

$(BUILD)/andel-solve.so: $(SOLVE)
	$(call SHORT,link,$@) $(CC) $(LINK_OURS) $(LDFLAGS) -shared -o $@ $^ -lglpk $(LDLIBS)

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	$(call SHORT,archive,$@) $(AR) rcsD $@ $^

# tests hold the modules too: datasets/module.h finds them in the program itself
WHOLE := $(foreach symbol,andel_drawing andel_printing andel_packing andel_markdown andel_solving,-Wl,-u,$(symbol) -Wl,--export-dynamic-symbol=$(symbol))

$(TESTS) $(FUZZERS): $(BUILD)/%: $(BUILD)/%.o $(LIBRARY)
	$(call SHORT,link,$@) $(CC) $(LDFLAGS) $(WHOLE) -o $@ $^ \
	  $(LIBS_CORE) $(LIBS_DRAW) $(LIBS_PRINT) $(LIBS_PACK) $(LIBS_TEXT) -lglpk $(LIBS_OURS) \
	  -lcmocka $(LDLIBS)

$(BUILD)/%.o: %.c $(BUILD)/flags.mk
	@mkdir -p $(@D)
	$(call SHORT,compile,$<) $(CC) $(FLAGS_OURS) $(CFLAGS_PKG) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/%.text.c: % Makefile
	@mkdir -p $(@D)
	@{ printf 'extern const char %s[];\nconst char %s[] =\n' $(subst .,_,$(notdir $<) $(notdir $<)); \
	  sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/"&\\n"/' $<; echo ';'; } > $@

$(TEXTS:%=$(BUILD)/%.o): %.o: %.text.c
	$(call SHORT,compile,$<) $(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# ---- the two commands of the README: each sets up what is missing, then does its work

JOBS = $(shell nproc 2>/dev/null || echo 1)

report: deps
	@$(MAKE) --no-print-directory -j$(JOBS) VARIANT=release build/release/andel
	@mkdir -p build/report
	build/release/andel report reports/examples/assistance-2017.md \
	  -o build/report/assistance-2017.pdf -o build/report/assistance-2017.html

gallery: deps # pictures of the kinds of charts and of the example reports, in build/gallery
	@$(MAKE) --no-print-directory -j$(JOBS) VARIANT=release build/release/andel
	@ANDEL=$(CURDIR)/build/release/andel sh reports/examples/gallery.sh build/gallery

test: deps
	@$(MAKE) --no-print-directory -j$(JOBS) all $(TESTS) $(FUZZERS)
	@$(MAKE) --no-print-directory check

check: export LSAN_OPTIONS := suppressions=$(CURDIR)/tests/leaks.supp:print_suppressions=0
check: all $(TESTS) $(FUZZERS) # the tests without the set-up
	@failed=0; for t in $(TESTS) $(FUZZERS); do \
	  ANDEL=$(BUILD)/andel $$t || { echo "FAILED: $$t" >&2; failed=1; }; done; exit $$failed

pages: # the HTML of the examples in a browser: a big download, so it is no part of `make test`
	@sh tests/deps.sh $(PACKAGES_BUILD) $(PACKAGES_FONTS) $(PACKAGES_PAGES)
	@$(MAKE) --no-print-directory -j$(JOBS) $(BUILD)/andel
	@sh tests/pages.sh $(BUILD)/andel

deps:
	@sh tests/deps.sh $(PACKAGES_BUILD) $(PACKAGES_FONTS) $(PACKAGES_TEST)

deps-lint:
	@sh tests/deps.sh $(PACKAGES_BUILD) $(PACKAGES_TEST) $(PACKAGES_LINT)

# ---- checks

layers: # an include may only point to the left along LAYERS
	@right="$(LAYERS)"; for layer in $(LAYERS); do right=$${right#*$$layer}; \
	  for r in $$right; do ! grep -rn "^#include \"$$r/" $$layer || exit 1; done; done
	@sh tests/fences.sh

headers: # every header stands alone
	@for h in $(wildcard */*.h); do \
	  $(CC) $(FLAGS_OURS) $(CFLAGS_PKG) $(CPPFLAGS) $(CFLAGS) -fsyntax-only -include $$h -x c /dev/null \
	  || exit 1; done

WRITTEN = $(wildcard */*.[ch] tests/bench/*.[ch] datasets/examples/*/*.c)

lint: deps-lint layers
	@$(MAKE) --no-print-directory headers
	clang-format --dry-run -Werror $(WRITTEN)
	cppcheck --quiet --error-exitcode=1 --enable=warning,portability --library=gtk --library=tests/cppcheck.cfg \
	  --inline-suppr -I. $(LAYERS)

format:
	clang-format -i $(WRITTEN)

bench:
	@$(MAKE) --no-print-directory -j$(JOBS) VARIANT=release build/release/andel
	@$(MAKE) --no-print-directory -C tests/bench run count

# ---- release

# data that come with the program: `andel:examples/...`, see datasets/path.h
BUNDLED    = $(shell cd datasets && find examples published -type f)
bundledir := $(datarootdir)/andel

install: all
	install -d $(DESTDIR)$(bindir) $(DESTDIR)$(docdir)
	install -m 755 $(BUILD)/andel $(DESTDIR)$(bindir)/andel
	install -d $(DESTDIR)$(moduledir)
	install -m 644 $(MODULES) $(DESTDIR)$(moduledir)
	install -m 644 README.md CHANGES.md LICENSE $(DESTDIR)$(docdir)
	@for f in $(BUNDLED); do install -D -m 644 datasets/$$f $(DESTDIR)$(bundledir)/$$f || exit 1; done

uninstall:
	rm -f $(DESTDIR)$(bindir)/andel
	rm -rf $(DESTDIR)$(docdir) $(DESTDIR)$(bundledir) $(DESTDIR)$(moduledir)

dist: # what is committed, nothing else
	@mkdir -p build
	git archive --prefix=andel-$(VERSION)/ -o build/andel-$(VERSION).tar.gz HEAD

clean:
	rm -rf build

-include $(OBJECTS:.o=.d) $(TESTS:=.d) $(FUZZERS:=.d) $(BUILD)/cli/main.d
