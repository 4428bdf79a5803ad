def project = evaluate(new File(support, 'project.groovy'))
project.apps = ['it-two-apps-billing', 'it-two-apps-shop']
def billing = new File(project.folder, 'billing')
def shop = new File(project.folder, 'shop')
def slug = project.slug('feature/invoices')
def service = "it-two-apps-shop.${slug}.billing".toString()

project.onEngine {
    [billing, shop].each { project.repository(it) }

    // nothing of it is verified yet
    project.git('-C', shop.path, 'checkout', '-q', '-b', 'feature/invoices')
    def missing = project.fails(in: shop, 'verify')
    assert missing.outcome == 'CONFIG_ERROR'
    assert missing.reason().contains("it-two-apps-billing/${slug}:verified, it-two-apps-billing/master:verified")

    // master's is used where the branch has none; it shares the other services by name
    project.mvn(in: billing, 'verify')
    def first = project.mvn(in: shop, 'verify')
    assert first.log.contains('[unit] billing of master')
    def redis = project.ip("it-two-apps-shop.${slug}.redis")
    assert project.container(service).Config.Env.contains("REDIS_HOST=$redis".toString())
    assert project.exec(service, 'nslookup', 'redis').contains(redis)
    assert project.environment(shop).services*.image == ['redis:7', 'it-two-apps-billing/master:verified']

    // the same branch of the other repository joins in, and its service is made anew, and only that
    def before = project.container("it-two-apps-shop.${slug}.redis").Id
    project.git('-C', billing.path, 'checkout', '-q', '-b', 'feature/invoices')
    new File(billing, 'version').text = 'billing of the feature\n'
    project.git('-C', billing.path, 'commit', '-q', '-a', '-m', 'Feature')
    project.mvn(in: billing, 'verify')
    def second = project.mvn(in: shop, 'verify')
    assert second.log.contains('[unit] billing of the feature')
    assert project.container("it-two-apps-shop.${slug}.redis").Id == before
    assert project.environment(shop).services*.image == ['redis:7', "it-two-apps-billing/${slug}:verified".toString()]
}

return true
