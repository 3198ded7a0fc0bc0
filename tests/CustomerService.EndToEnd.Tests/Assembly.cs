using Xunit.Sdk;
using Xunit.v3;

// Classes start processes, or kill those of a cluster: what may run side by side is decided by ./test.
[assembly: Parallelization(Mode = ParallelMode.None)]
