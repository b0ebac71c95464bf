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
datarootdir ?= $(prefix)/share
docdir      ?= $(datarootdir)/doc/andel

# each layer may include itself and those to its left
LAYERS := datasets analysis plots reports cli

# what Debian 12 calls them: `make deps` installs those that are missing
PACKAGES_BUILD := gcc libc6-dev pkg-config libglib2.0-dev libgsl-dev libcairo2-dev libpango1.0-dev \
                  libfontconfig-dev libcsv-dev libyaml-dev libcmark-gfm-dev \
                  libcmark-gfm-extensions-dev libqpdf-dev nettle-dev librandom123-dev \
                  libjansson-dev
PACKAGES_FONTS := fonts-inter fonts-linuxlibertine
PACKAGES_TEST  := libcmocka-dev poppler-utils qpdf
PACKAGES_LINT  := clang-format cppcheck git

# = and not :=, so that nothing is asked of pkg-config before `make deps` has run
PKG_CONFIG ?= pkg-config
MODULES    := glib-2.0 gsl pangocairo pangoft2 fontconfig yaml-0.1 libqpdf libcmark-gfm nettle jansson
CFLAGS_MODULES = $(shell $(PKG_CONFIG) --cflags $(MODULES))
LIBS_MODULES   = $(shell $(PKG_CONFIG) --libs $(MODULES))

# ours; the caller's CPPFLAGS, CFLAGS, LDFLAGS and LDLIBS come after and win
FLAGS_OURS := -I. -D_POSIX_C_SOURCE=200809L -DANDEL_VERSION='"$(VERSION)"' -std=c11 \
              -ffp-contract=off -pthread -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes \
              -Wmissing-prototypes -Wswitch-enum -Wvla
LIBS_OURS  := -lcmark-gfm-extensions -lcsv -lm -pthread

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
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY := $(BUILD)/libandel.a
TESTS   := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/test_*.c))
FUZZERS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz_*.c))

.PHONY: all deps deps-lint flags report gallery test check lint layers headers format bench install \
        uninstall dist clean
all: $(BUILD)/andel

# ---- building

# one short line a file; make V=1 shows the commands whole
V ?= 0
ifeq ($(V),0)
SHORT = @printf '  %s %s\n' $(1) $(2);
endif

# asked of pkg-config once a build, not once a file
$(BUILD)/flags.mk: Makefile
	@mkdir -p $(@D)
	@$(PKG_CONFIG) --exists --print-errors $(MODULES) || { echo "run \`make deps\` first" >&2; exit 1; }
	@printf 'CFLAGS_PKG := %s\nLIBS_PKG := %s\n' "$(CFLAGS_MODULES)" "$(LIBS_MODULES)" > $@
ifeq ($(filter deps deps-lint report test lint layers format bench clean dist uninstall,$(MAKECMDGOALS)),)
-include $(BUILD)/flags.mk
endif

$(BUILD)/andel: $(BUILD)/cli/main.o $(LIBRARY)
	$(call SHORT,link,$@) $(CC) $(LDFLAGS) -o $@ $^ $(LIBS_PKG) $(LIBS_OURS) $(LDLIBS)

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	$(call SHORT,archive,$@) $(AR) rcsD $@ $^

$(TESTS) $(FUZZERS): $(BUILD)/%: $(BUILD)/%.o $(LIBRARY)
	$(call SHORT,link,$@) $(CC) $(LDFLAGS) -o $@ $^ $(LIBS_PKG) $(LIBS_OURS) -lcmocka $(LDLIBS)

$(BUILD)/%.o: %.c $(BUILD)/flags.mk
	@mkdir -p $(@D)
	$(call SHORT,compile,$<) $(CC) $(FLAGS_OURS) $(CFLAGS_PKG) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

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

check: all $(TESTS) $(FUZZERS) # the tests without the set-up
	@failed=0; for t in $(TESTS) $(FUZZERS); do \
	  ANDEL=$(BUILD)/andel $$t || { echo "FAILED: $$t" >&2; failed=1; }; done; exit $$failed

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
	cppcheck --quiet --error-exitcode=1 --enable=warning,portability --library=gtk \
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
	install -m 644 README.md CHANGES.md LICENSE $(DESTDIR)$(docdir)
	@for f in $(BUNDLED); do install -D -m 644 datasets/$$f $(DESTDIR)$(bundledir)/$$f || exit 1; done

uninstall:
	rm -f $(DESTDIR)$(bindir)/andel
	rm -rf $(DESTDIR)$(docdir) $(DESTDIR)$(bundledir)

dist: # what is committed, nothing else
	@mkdir -p build
	git archive --prefix=andel-$(VERSION)/ -o build/andel-$(VERSION).tar.gz HEAD

clean:
	rm -rf build

-include $(OBJECTS:.o=.d) $(TESTS:=.d) $(FUZZERS:=.d) $(BUILD)/cli/main.d
