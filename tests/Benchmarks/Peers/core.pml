/*
 * The core world for Spin: one process, one option for each operation instance, so that states, transitions and depth
 * are counted as hmmspec explore counts them. Compile with -DP=pages (1 to 4) -DD=devices (1 to 3) -DC=capacity.
 * The invariants of the page that an operation changed are asserted behind it.
 */
#ifndef C
#define C 1
#endif

#define RO 1
#define RW 2

#define NONE 0
#define PRO 1
#define PRW 2
#define SWAP 3
#define PRIV(d) (4 + (d))
#define EXCL(d) (4 + D + (d))
#define IS_PRIV(p) (pte[p] >= 4 && pte[p] < 4 + D)
#define IS_EXCL(p) (pte[p] >= 4 + D)
#define PRESENT(p) (pte[p] == PRO || pte[p] == PRW)

byte vma[P];
byte pte[P];
bit val[P];
bit back[P];
bit dirty[P];
bit flat[P];
byte used[D];
byte m0[P];

#if D > 1
byte m1[P];
#define CLEAR1(p) m1[p] = 0;
#else
#define CLEAR1(p)
#endif
#if D > 2
byte m2[P];
#define CLEAR2(p) m2[p] = 0;
#else
#define CLEAR2(p)
#endif

/* used[] is derived from pte[], so that it adds no states. */
#define SETPTE(p, v) \
    if :: IS_PRIV(p) -> used[pte[p] - 4]-- :: else fi; pte[p] = v; \
    if :: IS_PRIV(p) -> used[pte[p] - 4]++ :: else fi

#define CLEAR(p) m0[p] = 0; CLEAR1(p) CLEAR2(p)

#define I_MIRROR(m, d, p) \
    assert(m[p] == 0 || ((PRESENT(p) || pte[p] == PRIV(d) || pte[p] == EXCL(d)) && m[p] <= vma[p])); \
    assert(m[p] != RW || pte[p] == PRW || pte[p] == PRIV(d) || pte[p] == EXCL(d)); \
    assert(!IS_PRIV(p) || pte[p] == PRIV(d) || m[p] == 0); \
    assert(!IS_EXCL(p) || (vma[p] == RW && (pte[p] == EXCL(d) -> m[p] == RW : m[p] == 0))); \
    assert(used[d] <= C);

#if D > 1
#define I_MIRROR1(p) I_MIRROR(m1, 1, p)
#else
#define I_MIRROR1(p)
#endif
#if D > 2
#define I_MIRROR2(p) I_MIRROR(m2, 2, p)
#else
#define I_MIRROR2(p)
#endif

#define CHECK(p) \
    I_MIRROR(m0, 0, p) I_MIRROR1(p) I_MIRROR2(p) \
    assert(val[p] == flat[p]); \
    assert(vma[p] != 0 || pte[p] == NONE); \
    assert(pte[p] != PRW || vma[p] == RW)

#define STORE(p, v) \
    :: d_step { vma[p] == RW -> \
        if :: pte[p] != PRW -> CLEAR(p) SETPTE(p, PRW) :: else fi; \
        val[p] = v; flat[p] = v; dirty[p] = 1; CHECK(p) }

#define PAGE(p) \
    :: d_step { vma[p] == 0 -> vma[p] = RW; CHECK(p) } \
    :: d_step { vma[p] != 0 -> CLEAR(p) SETPTE(p, NONE); \
        vma[p] = 0; val[p] = 0; back[p] = 0; dirty[p] = 0; flat[p] = 0; CHECK(p) } \
    :: d_step { vma[p] == RW -> CLEAR(p) vma[p] = RO; \
        if :: pte[p] == PRW || IS_EXCL(p) -> pte[p] = PRO :: else fi; CHECK(p) } \
    :: d_step { vma[p] == RO -> vma[p] = RW; CHECK(p) } \
    :: d_step { vma[p] != 0 -> \
        if \
        :: pte[p] == NONE || pte[p] == SWAP -> pte[p] = PRO \
        :: IS_PRIV(p) -> CLEAR(p) SETPTE(p, PRO) \
        :: IS_EXCL(p) -> CLEAR(p) pte[p] = PRW \
        :: else \
        fi; CHECK(p) } \
    STORE(p, 0) \
    STORE(p, 1) \
    :: d_step { PRESENT(p) -> CLEAR(p) \
        if :: dirty[p] -> back[p] = val[p] :: else -> val[p] = back[p] fi; \
        dirty[p] = 0; pte[p] = SWAP; CHECK(p) }

#define DEVSTORE(m, p, v) \
    :: d_step { m[p] == RW -> val[p] = v; flat[p] = v; dirty[p] = 1; CHECK(p) }

#define DEVICE(m, d, p) \
    :: d_step { vma[p] != 0 && m[p] == 0 -> \
        if \
        :: pte[p] == NONE || pte[p] == SWAP -> pte[p] = PRO \
        :: IS_PRIV(p) && pte[p] != PRIV(d) -> CLEAR(p) SETPTE(p, PRO) \
        :: IS_EXCL(p) -> CLEAR(p) pte[p] = PRW \
        :: else \
        fi; m[p] = RO; CHECK(p) } \
    :: d_step { vma[p] == RW && m[p] != RW -> \
        if :: pte[p] != PRW && pte[p] != PRIV(d) -> CLEAR(p) SETPTE(p, PRW) :: else fi; \
        m[p] = RW; CHECK(p) } \
    DEVSTORE(m, p, 0) \
    DEVSTORE(m, p, 1) \
    :: d_step { PRESENT(p) && used[d] < C -> CLEAR(p) SETPTE(p, PRIV(d)); CHECK(p) } \
    :: d_step { pte[p] == PRIV(d) -> CLEAR(p) SETPTE(p, PRO); CHECK(p) } \
    :: d_step { vma[p] == RW && PRESENT(p) -> CLEAR(p) m[p] = RW; pte[p] = EXCL(d); CHECK(p) }

#if D == 1
#define ALL(p) PAGE(p) DEVICE(m0, 0, p)
#elif D == 2
#define ALL(p) PAGE(p) DEVICE(m0, 0, p) DEVICE(m1, 1, p)
#else
#define ALL(p) PAGE(p) DEVICE(m0, 0, p) DEVICE(m1, 1, p) DEVICE(m2, 2, p)
#endif

active proctype world()
{
    do
    ALL(0)
#if P > 1
    ALL(1)
#endif
#if P > 2
    ALL(2)
#endif
#if P > 3
    ALL(3)
#endif
    od
}
