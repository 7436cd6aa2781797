using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <content>Files, what is mapped of them, and the page cache.</content>
internal sealed partial class ConfigurationReader
{
    private readonly FileObject[] _files;
    private readonly FlatFile[] _flatFiles;

    private AddressSpace ReadBackings(AddressSpace space)
    {
        for (int page = 0; page < _world.Pages; page++)
        {
            Backing backing = ReadBacking(page);
            space =
                backing.IsFile && space.TryFind(page, out Vma vma)
                    ? space.With(vma with { Range = new PageRange(page, 1), Backing = backing })
                    : space;
        }

        return space;
    }

    private Backing ReadBacking(int page)
    {
        BackingKind kind = (BackingKind)Number();
        return kind == BackingKind.Anonymous ? Backing.Anonymous : new Backing(kind, Number(), Number() - page);
    }

    private Table<FlatPage> ReadOwned(Table<FlatPage> contents)
    {
        for (int page = 0; page < _world.Pages; page++)
        {
            int marks = Number();
            FlatPage marked = contents[page] with
            {
                Own = (marks & 1) != 0,
                StillShared = (marks & 2) != 0,
                Kept = (marks & 4) != 0,
            };
            contents = marks == 0 ? contents : contents.Set(page, marked);
        }

        return contents;
    }

    private FileAddress? ReadFileOf()
    {
        int file = Number() - 1;
        return file < 0 ? null : new FileAddress(file, Number());
    }

    private void ReadFiles()
    {
        for (int file = 0; file < _files.Length; file++)
        {
            bool locked = Number() != 0;
            int length = Number();
            int promised = Number();
            FilePage[] pages = new FilePage[_world.FilePages];
            FlatPage[] flat = new FlatPage[pages.Length];
            for (int index = 0; index < pages.Length; index++)
            {
                int flags = Number();
                ulong stored = Value();
                flat[index] = new FlatPage(Value(), (flags & 2) != 0);
                int cached = (flags & 1) != 0 ? Name(0) : -1;
                pages[index] = new FilePage(stored, cached, (flags & 4) != 0 ? Name(1) : -1);
            }

            _files[file] = new FileObject(length, Table<FilePage>.From(pages)) { Locked = locked };
            _flatFiles[file] = new FlatFile(promised, Table<FlatPage>.From(flat));
        }
    }
}
