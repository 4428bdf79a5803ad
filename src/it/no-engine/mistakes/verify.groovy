def project = evaluate(new File(support, 'project.groovy'))
project.repository()

def failure = project.fails('package', '-Ddocker.run.keep=-1', env: [DOCKER_HOST: 'tcp://127.0.0.1:9'])
assert failure.outcome == 'CONFIG_ERROR'
assert failure.why == [
    '<app>: "It_Mistakes" is not an app name: lower-case letters and digits, joined by single dashes, at most 63 characters',
    '<services><service>[my-db]<port>: "99999" is not a port: write a whole number from 1 to 65535',
    '<services><service>[my-db]<timeout>: "soon" is not a duration: write 30, 30s, 5m, 24h',
    '<services><service>[b]<memory>: "much" is not a size: write 512m, 1g, 64k or a number of bytes',
    '<services><service>[2]: "redis" is the name of services 1 and 2: give one another <name>',
    '<services><service>[my-db]: <dependsOn> "my-cache" is no service here; known are redis, my-db, a, b',
    '<services><service>[a]: <dependsOn> goes in a circle: a -> b -> a; take one of them out',
    '<registry>: "http://registry/" is not a registry: write it without http://',
    '<image><builder>: "kaniko" is not known here: write auto or buildkit or classic',
    '<image><keep>: "few" is not a count: write a whole number from 0 to 1000000',
    '<master><reuse>: "sometimes" is not known here: write inherit or carry or none',
    '<verify><suites><suite>[unit]: has no command: write <command>, or <args> to do without a shell',
    '<run><bind>: "localhost" is not an IP address of this host: write 127.0.0.1, or 0.0.0.0 for all',
    '-Ddocker.run.keep: "-1" is not a count: write a whole number from 0 to 1000000',
    '<run>: <port> is not known here; did you mean <ports>?'
]
assert failure.what == "The configuration has ${failure.why.size()} mistakes"

return true
